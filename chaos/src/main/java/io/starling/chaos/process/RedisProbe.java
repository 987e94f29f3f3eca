package io.starling.chaos.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis server one question in its inline form, for at most a second each way. */
public final class RedisProbe {
  private static final int MILLIS_MAX = 1_000;
  private static final int REPLY_BYTES_MAX = 4_096;

  private RedisProbe() {}

  /** The beginning of the reply as it came over the line; empty if there was none. */
  public static String ask(Address address, String question) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(MILLIS_MAX);
      socket.connect(new InetSocketAddress(address.host(), address.port()), MILLIS_MAX);
      socket.getOutputStream().write((question + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] reply = new byte[REPLY_BYTES_MAX];
      int length = socket.getInputStream().read(reply);
      return new String(reply, 0, Math.max(0, length), StandardCharsets.US_ASCII);
    } catch (IOException noAnswer) {
      return "";
    }
  }
}
