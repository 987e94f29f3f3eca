package io.starling.node.client;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.keys.AnyKeyRouting;
import io.starling.node.client.keys.KeyRouting;
import io.starling.node.client.keys.RedirectingRouting;
import io.starling.node.client.keys.WholeKeyspace;
import io.starling.node.client.limits.ConnectionSettings;
import io.starling.node.client.reply.ReplyStream;
import io.starling.node.client.server.ClientStatistics;
import io.starling.node.client.server.InfoReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The ports of a node on which clients are served. Bound and drained by the thread that wires the
 * node; connections live in the event loops.
 */
public final class ClientPorts implements AutoCloseable {
  private static final int BACKLOG = 511;
  private static final WriteBufferWaterMark UNSENT_BYTES =
      new WriteBufferWaterMark(64 * 1024, ReplyStream.PAUSE_BYTES);

  private final EventLoopGroup loops;
  private final Map<PortMode, ClientPort> ports = new EnumMap<>(PortMode.class);
  private final ClientDirectory directory = new ClientDirectory();
  private final ClientStatistics statistics;
  private final List<Channel> listening = new ArrayList<>();
  private final Future<?> timeoutWatch;

  /**
   * Ports that are not bound yet.
   *
   * @param loops of epoll where the system has it; not closed by this class
   * @param settings in force at each moment
   * @param random for RANDOMKEY; any thread
   */
  public ClientPorts(
      ServedNode node,
      EventLoopGroup loops,
      Supplier<ConnectionSettings> settings,
      RandomGenerator random) {
    this.loops = loops;
    this.statistics = new ClientStatistics(node.metrics());
    InfoReport info = new InfoReport(node.facts(), statistics);
    for (PortMode mode : PortMode.values()) {
      CommandDispatch dispatch = dispatch(mode, node, info, random);
      ports.put(
          mode,
          new ClientPort(
              dispatch, settings, statistics, node.metrics(), directory, System::nanoTime));
    }
    timeoutWatch = loops.next().scheduleWithFixedDelay(this::watchTimeouts, 1, 1, TimeUnit.SECONDS);
  }

  private static CommandDispatch dispatch(
      PortMode mode, ServedNode node, InfoReport info, RandomGenerator random) {
    ClusterView view = node.cluster();
    KeyRouting keys =
        switch (mode) {
          case PLAIN -> new AnyKeyRouting(node.router(), view.layout());
          case CLUSTER -> new RedirectingRouting(node.router(), view);
        };
    WholeKeyspace keyspace = new WholeKeyspace(node.router(), view.layout(), keys, random);
    Map<String, ConnectionCommand> commands = new HashMap<>();
    commands.putAll(new GreetingCommands(mode).all());
    commands.putAll(ClientCommands.all());
    commands.putAll(new ServerCommands(mode, info, node, InstantSource.system()).all());
    commands.putAll(new ClusterCommands(view, keyspace).all());
    return new CommandDispatch(commands, keys, keyspace);
  }

  /**
   * Begins to accept clients; blocks until the port is bound.
   *
   * @return the port, where any free one was asked for
   * @throws IOException if the address cannot be bound
   */
  public int bind(ClientListener listener) throws IOException {
    ChannelFuture bound =
        bootstrap(listener).bind(listener.address(), listener.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      String address = listener.address().getHostAddress();
      throw new IOException(
          "cannot listen on %s port %d".formatted(address, listener.port()), bound.cause());
    }
    listening.add(bound.channel());
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  private ServerBootstrap bootstrap(ClientListener listener) {
    return new ServerBootstrap()
        .group(loops)
        .channel(channelType())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT_BYTES)
        .childHandler(new ConnectionInitializer(port(listener.mode()), listener));
  }

  private ClientPort port(PortMode mode) {
    ClientPort port = ports.get(mode);
    if (port == null) {
      throw new IllegalStateException("no port speaks " + mode);
    }
    return port;
  }

  private Class<? extends ServerSocketChannel> channelType() {
    boolean epoll = loops instanceof IoEventLoopGroup group && group.isIoType(EpollIoHandler.class);
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  private void watchTimeouts() {
    long now = System.nanoTime();
    for (ClientConnection connection : directory.all()) {
      connection.closeIfOverdue(now);
    }
  }

  /** What clients did so far. */
  public ClientStatistics statistics() {
    return statistics;
  }

  /**
   * Accepts no more clients. Every request that was taken is answered; each connection is closed at
   * a moment that suits its client, within about two seconds unless a reply takes longer.
   *
   * @return completed when the last client is gone; whoever cannot wait for that calls {@link
   *     #close}
   */
  public CompletableFuture<Void> drain() {
    stopListening();
    return directory.drain();
  }

  private void stopListening() {
    for (Channel channel : listening) {
      channel.close().awaitUninterruptibly();
    }
    listening.clear();
  }

  /** Closes ports and connections at once. */
  @Override
  public void close() {
    timeoutWatch.cancel(false);
    stopListening();
    for (ClientConnection connection : directory.all()) {
      connection.kill("the node is closing");
    }
  }
}
