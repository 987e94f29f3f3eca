package io.starling.chaos.growth;

import io.starling.chaos.process.Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady stream of writes to one key over one connection, which waits for no answer, and when
 * each was acknowledged. Threads of its own write and read.
 */
final class Probe implements AutoCloseable {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int CONNECT_MILLIS_MAX = 2_000;

  private final Socket socket;
  private final List<Long> acknowledged = new ArrayList<>();
  private int refused;
  private volatile boolean over;

  private Probe(Socket socket) {
    this.socket = socket;
  }

  /**
   * Begins.
   *
   * @param node where it writes: any node answers for any key
   */
  static Probe begin(Address node, byte[] key) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(node.host(), node.port()), CONNECT_MILLIS_MAX);
    Probe probe = new Probe(socket);
    String name = new String(key, StandardCharsets.US_ASCII);
    byte[] request =
        ("SET " + name + " " + "x".repeat(Entries.VALUE_BYTES) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    Thread.ofPlatform().daemon().start(() -> probe.write(request));
    Thread.ofPlatform().daemon().start(probe::read);
    return probe;
  }

  private void write(byte[] request) {
    try {
      long due = System.nanoTime();
      while (!over) {
        socket.getOutputStream().write(request);
        due += INTERVAL_NANOS;
        LockSupport.parkNanos(due - System.nanoTime());
      }
    } catch (IOException closed) {
      over = true;
    }
  }

  private void read() {
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      int first = in.read();
      while (first >= 0) {
        answered(first == '+');
        int rest = in.read();
        while (rest >= 0 && rest != '\n') {
          rest = in.read();
        }
        first = in.read();
      }
    } catch (IOException closed) {
      over = true;
    }
  }

  private synchronized void answered(boolean well) {
    if (well) {
      acknowledged.add(System.nanoTime());
    } else {
      refused++;
    }
  }

  /** Writes that were answered with an error. */
  synchronized int refused() {
    return refused;
  }

  /**
   * The longest time without an acknowledged write that touches what lies between two moments of
   * {@link System#nanoTime}.
   *
   * @return in milliseconds
   */
  synchronized double longestGapMillis(long beginNanos, long endNanos) {
    return Gaps.longestNanos(acknowledged, beginNanos, endNanos) / 1e6;
  }

  @Override
  public void close() throws IOException {
    over = true;
    socket.close();
  }
}
