package io.starling.node.command;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The redis-server of this machine, empty and without persistence, and a connection to it. */
final class RedisProcess implements AutoCloseable {
  private static final String READY = "Ready to accept connections";
  private static final int REPLY_TIMEOUT_MILLIS = 10_000;

  private final Process process;
  private final Socket socket;
  private final InputStream replies;

  private RedisProcess(Process process, int port) throws IOException {
    this.process = process;
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.socket.setSoTimeout(REPLY_TIMEOUT_MILLIS);
    this.socket.setTcpNoDelay(true);
    this.replies = new BufferedInputStream(socket.getInputStream());
  }

  /** The program, if it is on the path. */
  static Optional<Path> program() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, "redis-server"))
        .filter(candidate -> candidate.toFile().canExecute())
        .findFirst();
  }

  /** Starts it, and waits until it says that it is ready. */
  static RedisProcess start(Path program) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(), "--port", "" + port, "--save", "", "--bind", "127.0.0.1")
            .redirectErrorStream(true)
            .start();
    awaitReady(process);
    return new RedisProcess(process, port);
  }

  /** The reply to a command, as {@link Words#show(Reply)} shows it. */
  String call(List<byte[]> words) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(Words.bytes("*" + words.size() + "\r\n"));
    for (byte[] word : words) {
      request.write(Words.bytes("$" + word.length + "\r\n"));
      request.write(word);
      request.write(Words.bytes("\r\n"));
    }
    socket.getOutputStream().write(request.toByteArray());
    return readReply();
  }

  String call(String... words) throws IOException {
    return call(Words.of(words));
  }

  private String readReply() throws IOException {
    String line = readLine();
    int length = line.matches("[$*]-?[0-9]+") ? Integer.parseInt(line.substring(1)) : 0;
    if (length < 0) {
      return "nil";
    }
    if (line.startsWith("$")) {
      byte[] bytes = replies.readNBytes(length);
      readLine();
      return Words.quote(bytes);
    }
    if (line.startsWith("*")) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        items.add(readReply());
      }
      return items.toString();
    }
    return line;
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = replies.read();
    while (b != '\r') {
      if (b < 0) {
        throw new IOException("redis-server closed the connection");
      }
      line.write(b);
      b = replies.read();
    }
    replies.read();
    return line.toString(StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static void awaitReady(Process process) throws IOException {
    BufferedReader log = process.inputReader();
    String line = log.readLine();
    while (line != null && !line.contains(READY)) {
      line = log.readLine();
    }
    if (line == null) {
      throw new IOException("redis-server stopped before it was ready");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroy();
  }
}
