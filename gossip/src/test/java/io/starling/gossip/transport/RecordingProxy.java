package io.starling.gossip.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the way between two nodes, for one connection: records what the dialer sends, changes
 * it, adds to it.
 */
final class RecordingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final PeerAddress target;
  private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
  private final CountDownLatch closedByAcceptor = new CountDownLatch(1);
  private @Nullable Socket dialer;
  private @Nullable Socket acceptor;
  private boolean flip;

  RecordingProxy(PeerAddress target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    start(this::serve);
  }

  PeerAddress address() {
    return new PeerAddress("127.0.0.1", server.getLocalPort());
  }

  synchronized byte[] sentByDialer() {
    return recorded.toByteArray();
  }

  synchronized void flipABitInWhatComesNext() {
    flip = true;
  }

  synchronized void injectToAcceptor(byte[] bytes) throws IOException {
    if (acceptor != null) {
      acceptor.getOutputStream().write(bytes);
    }
  }

  void awaitClosedByAcceptor() throws InterruptedException {
    if (!closedByAcceptor.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the acceptor kept the connection");
    }
  }

  private void serve() throws IOException {
    Socket from = server.accept();
    Socket to = new Socket(InetAddress.getByName(target.host()), target.port());
    synchronized (this) {
      dialer = from;
      acceptor = to;
    }
    start(() -> back(to, from));
    byte[] buffer = new byte[64 << 10];
    InputStream in = from.getInputStream();
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      pass(buffer, length);
    }
    to.close();
  }

  private synchronized void pass(byte[] buffer, int length) throws IOException {
    recorded.write(buffer, 0, length);
    if (flip) {
      buffer[length - 1] ^= 1;
    }
    if (acceptor != null) {
      acceptor.getOutputStream().write(buffer, 0, length);
    }
  }

  private void back(Socket from, Socket to) throws IOException {
    try {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
    } finally {
      closedByAcceptor.countDown();
      to.close();
    }
  }

  /** What a thread of the proxy does until its socket ends. */
  private interface Relay {
    void run() throws IOException;
  }

  private static void start(Relay relay) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                relay.run();
              } catch (IOException ended) {
                // The connection is over, which is how every relay ends.
              }
            });
  }

  @Override
  public synchronized void close() throws IOException {
    server.close();
    if (dialer != null) {
      dialer.close();
    }
    if (acceptor != null) {
      acceptor.close();
    }
  }
}
