package io.starling.node.client;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.starling.node.client.limits.ClientParameters;
import io.starling.node.client.limits.ConnectionSettings;
import io.starling.node.client.limits.Credentials;
import io.starling.node.client.server.ParameterTable;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.routing.Levels;
import io.starling.node.settings.ClientLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Client ports of a {@link FakeNode} on loopback, with one event loop. */
final class TestPort implements AutoCloseable {
  static final ClientLimits LIMITS = new ClientLimits(100, 64L << 20, 64L << 20, Duration.ZERO);

  final FakeNode node = new FakeNode();
  final AtomicReference<ConnectionSettings> settings =
      new AtomicReference<>(ConnectionSettings.of(LIMITS, Credentials.OPEN, true, Levels.DEFAULT));
  final ClientPorts ports;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final NodeMetrics metrics = new NodeMetrics(loops);

  TestPort() {
    ParameterTable parameters = new ParameterTable(ClientParameters.of(settings));
    ports =
        new ClientPorts(
            new ServedNode(node, node, node, parameters, metrics),
            loops,
            settings::get,
            new Random(7));
  }

  int bind(PortMode mode) throws IOException {
    return bind(mode, null);
  }

  int bind(PortMode mode, @Nullable SslContext tls) throws IOException {
    return ports.bind(new ClientListener(mode, InetAddress.getLoopbackAddress(), 0, tls));
  }

  RawClient connect(PortMode mode) throws IOException {
    return new RawClient(bind(mode));
  }

  void setLimits(ClientLimits limits) {
    settings.updateAndGet(now -> now.withLimits(limits));
  }

  void requirePassword(String password) {
    Credentials credentials =
        Credentials.ofPassword(password.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    settings.updateAndGet(
        now -> ConnectionSettings.of(now.limits(), credentials, true, now.levels()));
  }

  /** Runs something in the event loop, and waits for it. */
  void inLoop(Runnable task) {
    try {
      loops.submit(task).get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Waits until something holds in the event loop. */
  void awaitInLoop(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    boolean[] holds = new boolean[1];
    while (!holds[0]) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("did not come to hold in 10 s");
      }
      inLoop(() -> holds[0] = condition.getAsBoolean());
    }
  }

  @Override
  public void close() {
    ports.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
