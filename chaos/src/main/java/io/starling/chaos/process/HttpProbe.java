package io.starling.chaos.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks an HTTP server one question on a connection of its own, for at most a second each way. */
public final class HttpProbe {
  private static final int MILLIS_MAX = 1_000;
  private static final int BODY_BYTES_MAX = 1 << 20;

  private HttpProbe() {}

  /** The body of a 200; empty if there is any other answer, or none. */
  public static Optional<String> get(Address address, String path) {
    HttpURLConnection connection = null;
    try {
      connection = open(address, path);
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        return Optional.empty();
      }
      try (InputStream body = connection.getInputStream()) {
        return Optional.of(new String(body.readNBytes(BODY_BYTES_MAX), StandardCharsets.UTF_8));
      }
    } catch (IOException noAnswer) {
      return Optional.empty();
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private static HttpURLConnection open(Address address, String path) throws IOException {
    URI uri = URI.create("http://" + address + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(MILLIS_MAX);
    connection.setReadTimeout(MILLIS_MAX);
    return connection;
  }
}
