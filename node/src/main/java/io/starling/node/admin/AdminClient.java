package io.starling.node.admin;

import com.fasterxml.jackson.jr.ob.JSON;
import io.starling.node.settings.HostAndPort;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the admin port of a node. Blocks, each question for a few seconds at most. */
public final class AdminClient {
  private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES_MAX = 64 << 20;

  private final HostAndPort address;

  public AdminClient(HostAndPort address) {
    this.address = address;
  }

  /** Whether the node says that it serves; false as well if it does not answer. */
  public boolean ready() {
    try {
      HttpURLConnection connection = open("/readyz");
      boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      connection.disconnect();
      return ready;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The cluster as the node sees it.
   *
   * @throws IOException if it does not answer, or not as a node does
   */
  public StatusReport status(boolean withSegments) throws IOException {
    return StatusJson.read(get(withSegments ? "/api/status?segments=true" : "/api/status"));
  }

  /**
   * Has the node do something.
   *
   * @param secret of the cluster; null if the node is on this machine
   * @return what the node says of it
   * @throws IOException if it does not answer, or does not do it
   */
  public String act(String action, Map<String, String> parameters, @Nullable String secret)
      throws IOException {
    HttpURLConnection connection = open("/api/" + action);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    if (secret != null) {
      connection.setRequestProperty("Authorization", "Bearer " + secret);
    }
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(JSON.std.asBytes(parameters));
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      InputStream reason = connection.getErrorStream();
      throw new IOException(
          reason == null
              ? "the node answers " + connection.getResponseCode()
              : new String(reason.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8).strip());
    }
    return body(connection);
  }

  private String get(String path) throws IOException {
    return body(open(path));
  }

  private String body(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getInputStream()) {
      byte[] bytes = body.readNBytes(ANSWER_BYTES_MAX + 1);
      if (bytes.length > ANSWER_BYTES_MAX) {
        throw new IOException("the answer of " + address + " is larger than 64 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new IOException(address + " answers HTTP, but not as a node does", e);
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    try {
      URI uri = new URI("http://" + address + path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(CONNECT_TIME_MAX.toMillis()));
      connection.setReadTimeout(Math.toIntExact(ANSWER_TIME_MAX.toMillis()));
      connection.setInstanceFollowRedirects(false);
      return connection;
    } catch (URISyntaxException e) {
      throw new IOException(address + " is no address", e);
    }
  }
}
