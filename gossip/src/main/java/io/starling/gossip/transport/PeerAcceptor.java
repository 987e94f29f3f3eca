package io.starling.gossip.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accepts connections, shakes hands, and reads frames from those that proved themselves. */
final class PeerAcceptor {
  /** A dialer says something every second: one that does not is gone. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(20);

  private final LocalPeer local;
  private final PeerSettings settings;
  private final @Nullable SslContext tls;
  private final MessageHandlers handlers;
  private final TransportCounters counters;
  private final RefusalLog refusals;
  private final PeerListener listeners;
  private final Consumer<Greeting> arrived;
  private final InboundConnections connections = new InboundConnections();
  private final AtomicInteger strangers = new AtomicInteger();

  PeerAcceptor(
      LocalPeer local,
      PeerSettings settings,
      @Nullable SslContext tls,
      MessageHandlers handlers,
      TransportCounters counters,
      RefusalLog refusals,
      PeerListener listeners,
      Consumer<Greeting> arrived) {
    this.local = local;
    this.settings = settings;
    this.tls = tls;
    this.handlers = handlers;
    this.counters = counters;
    this.refusals = refusals;
    this.listeners = listeners;
    this.arrived = arrived;
  }

  /**
   * Binds the port; connections are accepted from {@link #start} on.
   *
   * @throws IOException if the address cannot be bound
   */
  Channel bind(IoEventLoopGroup loops, InetSocketAddress address) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(EventLoops.listening(loops))
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Outbox.BEYOND)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + settings.bind() + ": " + bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  /** Accepts connections from now on. */
  static void start(Channel server) {
    server.config().setAutoRead(true);
  }

  /** Whether a process of a node other than this one is connected. */
  boolean knowsOtherProcess(NodeId node, long incarnation) {
    return connections.all().stream()
        .anyMatch(inbound -> inbound.peer().equals(node) && inbound.incarnation() != incarnation);
  }

  /** Closes every accepted connection. */
  void close() {
    connections.all().forEach(inbound -> inbound.channel().close());
  }

  private void accept(Channel channel) {
    if (strangers.incrementAndGet() > settings.strangersMax()) {
      strangers.decrementAndGet();
      channel.close();
      return;
    }
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    channel
        .pipeline()
        .addLast(new AcceptorHandshake(local, settings.handshakeTimeout(), new Admission()));
  }

  /** What happens with the outcome of one handshake. */
  private final class Admission implements AcceptorHandshake.Outcome {
    @Override
    public void proved(ChannelHandlerContext ctx, Greeting dialer, FrameSeal seal)
        throws JoinRefused {
      long now = ctx.executor().ticker().nanoTime();
      Inbound inbound = new Inbound(ctx.channel(), dialer, now);
      Optional<JoinRefused> refusal = connections.admit(inbound, now);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      ctx.pipeline()
          .addLast(new ReadTimeoutHandler(SILENCE_MAX.toSeconds(), TimeUnit.SECONDS))
          .addLast(new FrameReader(inbound, seal, handlers, counters));
      ctx.channel().closeFuture().addListener(closed -> listeners.disconnected(dialer.nodeId()));
      arrived.accept(dialer);
    }

    @Override
    public void refused(ChannelHandlerContext ctx, IOException cause) {
      if (cause instanceof JoinRefused refused
          && refused.reason() == JoinRefused.Reason.SAME_NODE) {
        return;
      }
      refusals.warn(
          ctx.executor().ticker().nanoTime(),
          "refused the connection from",
          ctx.channel().remoteAddress(),
          String.valueOf(cause.getMessage()));
    }

    @Override
    public void left() {
      strangers.decrementAndGet();
    }
  }
}
