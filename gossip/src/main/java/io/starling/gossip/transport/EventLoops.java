package io.starling.gossip.transport;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Netty event loops on the best the machine offers: epoll on Linux, NIO elsewhere. */
public final class EventLoops {
  private EventLoops() {}

  /** Starts a group of {@code threads} daemon threads; the caller shuts it down. */
  public static IoEventLoopGroup open(String name, int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads,
        new DefaultThreadFactory(name, true),
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /** The channel type with which a group dials. */
  public static Class<? extends SocketChannel> dialing(IoEventLoopGroup loops) {
    return isEpoll(loops) ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** The channel type with which a group listens. */
  public static Class<? extends ServerChannel> listening(IoEventLoopGroup loops) {
    return isEpoll(loops) ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  static boolean isEpoll(IoEventLoopGroup loops) {
    return loops.isIoType(EpollIoHandler.class);
  }
}
