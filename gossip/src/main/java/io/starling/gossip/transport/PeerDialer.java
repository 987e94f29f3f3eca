package io.starling.gossip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslContext;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Dials peers and shakes hands with them. Safe in any thread. */
final class PeerDialer {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** A peer whose machine is gone acknowledges nothing: then the kernel gives up. */
  private static final Duration UNACKNOWLEDGED_MAX = Duration.ofSeconds(10);

  private final LocalPeer local;
  private final Duration handshakeTimeout;
  private final @Nullable SslContext tls;
  private final RefusalLog refusals;
  private final Bootstrap bootstrap;

  PeerDialer(
      IoEventLoopGroup loops,
      LocalPeer local,
      Duration handshakeTimeout,
      @Nullable SslContext tls,
      RefusalLog refusals) {
    this.local = local;
    this.handshakeTimeout = handshakeTimeout;
    this.tls = tls;
    this.refusals = refusals;
    this.bootstrap =
        new Bootstrap()
            .channel(EventLoops.dialing(loops))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Outbox.BEYOND)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
    if (EventLoops.isEpoll(loops)) {
      bootstrap.option(EpollChannelOption.TCP_USER_TIMEOUT, (int) UNACKNOWLEDGED_MAX.toMillis());
    }
  }

  /**
   * Makes one attempt.
   *
   * @param expected the node that is looked for; null if any will do
   * @param loop runs the connection, and completes the result
   */
  CompletableFuture<Session> dial(PeerAddress address, @Nullable NodeId expected, EventLoop loop) {
    CompletableFuture<Session> outcome = new CompletableFuture<>();
    outcome.whenComplete((session, failure) -> warnIfRefused(address, loop, failure));
    // Names are resolved off the loop: the platform's resolver blocks.
    CompletableFuture.supplyAsync(() -> resolve(address))
        .whenComplete(
            (resolved, unknown) -> {
              if (unknown != null) {
                outcome.completeExceptionally(new IOException("no such host: " + address.host()));
              } else {
                dial(resolved, expected, loop, outcome);
              }
            });
    return outcome;
  }

  private void warnIfRefused(PeerAddress address, EventLoop loop, @Nullable Throwable failure) {
    if (failure instanceof JoinRefused refused
        && refused.reason() != JoinRefused.Reason.SAME_NODE) {
      refusals.warn(loop.ticker().nanoTime(), "no connection to", address, refused.text());
    }
  }

  private void dial(
      InetSocketAddress address,
      @Nullable NodeId expected,
      EventLoop loop,
      CompletableFuture<Session> outcome) {
    ChannelFuture connected =
        bootstrap
            .clone(loop)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (tls != null) {
                      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    }
                    channel
                        .pipeline()
                        .addLast(new DialerHandshake(local, expected, handshakeTimeout, outcome));
                  }
                })
            .connect(address);
    connected.addListener(
        done -> {
          if (!done.isSuccess()) {
            outcome.completeExceptionally(
                new IOException("no connection: " + done.cause().getMessage(), done.cause()));
          }
        });
  }

  private static InetSocketAddress resolve(PeerAddress address) {
    try {
      return new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }
}
