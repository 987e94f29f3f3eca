package io.starling.node.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A socket; bytes in and out are Latin-1 text. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  /** Expects exactly these bytes next. */
  void expect(String bytes) throws IOException {
    InputStream in = socket.getInputStream();
    assertEquals(bytes, new String(in.readNBytes(bytes.length()), ISO_8859_1));
  }

  /** Sends a request and expects exactly this reply. */
  void exchange(String request, String reply) throws IOException {
    send(request);
    expect(reply);
  }

  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = socket.getInputStream().read();
        next >= 0 && next != '\n';
        next = socket.getInputStream().read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** Reads a bulk string. */
  String readBulk() throws IOException {
    int length = Integer.parseInt(readLine().substring(1));
    String bulk = new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
    readLine();
    return bulk;
  }

  /** Reads an array of bulk strings. */
  java.util.List<String> readArray() throws IOException {
    int count = Integer.parseInt(readLine().substring(1));
    java.util.List<String> items = new java.util.ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(readBulk());
    }
    return items;
  }

  /** Everything until the other side closes. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  void closeOutput() throws IOException {
    socket.shutdownOutput();
  }

  int localPort() {
    return socket.getLocalPort();
  }

  /** What redis clients send for these words. */
  static String request(String... words) {
    StringBuilder bytes = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      bytes.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return bytes.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
