package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Peer connections over TCP. Wires acceptor, dialer and links together; the package documentation
 * says how they work. All methods may be called from any thread.
 */
public final class NettyPeerTransport implements PeerTransport, SeedDialer, AutoCloseable {
  private final IoEventLoopGroup loops;
  private final LocalPeer local;
  private final NodeId nodeId;
  private final AddressBook addresses = new AddressBook();
  private final MessageHandlers handlers = new MessageHandlers();
  private final PeerListeners listeners = new PeerListeners();
  private final TransportCounters counters = new TransportCounters();
  private final ConcurrentHashMap<NodeId, PeerLink> links = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<PeerAddress, CompletableFuture<NodeId>> seeds =
      new ConcurrentHashMap<>();
  private final PeerDialer dialer;
  private final LinkSurroundings surroundings;
  private final PeerAcceptor acceptor;
  private final Channel server;
  private volatile boolean closed;

  private NettyPeerTransport(
      IoEventLoopGroup loops, PeerIdentity identity, PeerSettings settings, SecureRandom random)
      throws IOException {
    this.loops = loops;
    this.nodeId = identity.nodeId();
    PeerAddress advertised = new PeerAddress(settings.advertisedHost(), settings.bind().port());
    this.local = new LocalPeer(identity, advertised, settings.secret(), random);
    RefusalLog refusals = new RefusalLog();
    PeerTls tls = settings.tls();
    this.dialer =
        new PeerDialer(
            loops,
            local,
            settings.handshakeTimeout(),
            tls == null ? null : tls.dialerContext(),
            refusals);
    this.surroundings =
        new LinkSurroundings(
            dialer,
            addresses,
            seeds::containsKey,
            listeners,
            counters,
            settings.queueBytesMax(),
            random);
    this.acceptor =
        new PeerAcceptor(
            local,
            settings,
            tls == null ? null : tls.acceptorContext(),
            handlers,
            counters,
            refusals,
            listeners,
            this::arrived);
    this.server = acceptor.bind(loops, loopbackUnlessSecret(settings));
    local.boundTo(((InetSocketAddress) server.localAddress()).getPort());
  }

  /**
   * Opens the port. Handlers are added before {@link #start}.
   *
   * @param loops run the connections; shut down by the caller, after {@link #close}
   * @param random cryptographically strong
   * @throws IllegalArgumentException if there is no secret and the address is not a loopback
   *     address
   * @throws IOException if the address cannot be bound, or a certificate cannot be read
   */
  public static NettyPeerTransport open(
      IoEventLoopGroup loops, PeerIdentity identity, PeerSettings settings, SecureRandom random)
      throws IOException {
    return new NettyPeerTransport(loops, identity, settings, random);
  }

  private static InetSocketAddress loopbackUnlessSecret(PeerSettings settings) throws IOException {
    InetAddress bind = InetAddress.getByName(settings.bind().host());
    if (settings.secret().isEmpty() && !bind.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "without a shared secret anybody who reaches "
              + settings.bind()
              + " could join: set the same secret on all nodes, or bind a loopback address such as"
              + " 127.0.0.1");
    }
    return new InetSocketAddress(bind, settings.bind().port());
  }

  /** Accepts connections from now on. May be called again. */
  public void start() {
    PeerAcceptor.start(server);
  }

  /** Where other nodes reach this one. */
  public PeerAddress address() {
    return local.address();
  }

  /** The addresses by which peers are dialed. */
  public AddressBook addresses() {
    return addresses;
  }

  /** The cluster this node belongs to; empty until the first seed answered. */
  public Optional<ClusterId> clusterId() {
    return Optional.ofNullable(local.clusterId());
  }

  /** What went over the wire. */
  public TransportCounters counters() {
    return counters;
  }

  @Override
  public boolean send(NodeId to, int kind, ByteBuf payload) {
    PeerLink link = linkTo(to);
    if (link == null || payload.readableBytes() > MESSAGE_BYTES_MAX) {
      int size = payload.readableBytes();
      payload.release();
      Batch.checkSize(size);
      return false;
    }
    return link.send(kind, payload);
  }

  @Override
  public boolean send(NodeId to, int kind, PayloadWriter writer) {
    PeerLink link = linkTo(to);
    return link != null && link.send(kind, writer);
  }

  @Override
  public boolean isConnected(NodeId to) {
    PeerLink link = links.get(to);
    return link != null && link.isConnected();
  }

  @Override
  public void onMessage(int kind, PeerMessageHandler handler) {
    handlers.put(kind, handler);
  }

  @Override
  public void addListener(PeerListener listener) {
    listeners.add(listener);
  }

  @Override
  public CompletionStage<NodeId> connect(PeerAddress address) {
    PeerLink link = addresses.nodeAt(address).map(this::linkTo).orElse(null);
    if (link == null || seeds.containsKey(address)) {
      return connectToSeed(address);
    }
    return link.whenConnected()
        .exceptionallyCompose(
            failure ->
                isOtherNode(failure)
                    ? connectToSeed(address)
                    : CompletableFuture.failedStage(failure));
  }

  private static boolean isOtherNode(Throwable failure) {
    return failure instanceof JoinRefused refused
        && refused.reason() == JoinRefused.Reason.OTHER_NODE;
  }

  private CompletionStage<NodeId> connectToSeed(PeerAddress address) {
    CompletableFuture<NodeId> outcome = new CompletableFuture<>();
    CompletableFuture<NodeId> earlier = seeds.putIfAbsent(address, outcome);
    if (earlier != null) {
      return earlier.minimalCompletionStage();
    }
    dialSeed(address, outcome);
    return outcome.minimalCompletionStage();
  }

  /**
   * Closes the connection to a process that is gone for good and forgets where it was; nothing
   * happens if the node has come back as another process.
   */
  public void forget(NodeId node, long incarnation) {
    if (!acceptor.knowsOtherProcess(node, incarnation)) {
      addresses.remove(node);
      close(node);
    }
  }

  private void close(NodeId node) {
    PeerLink link = links.remove(node);
    if (link != null) {
      link.loop().execute(link::close);
    }
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    closed = true;
    server.close().awaitUninterruptibly();
    acceptor.close();
    links.keySet().forEach(this::close);
  }

  private @Nullable PeerLink linkTo(NodeId to) {
    PeerLink link = links.get(to);
    if (link != null) {
      return link;
    }
    if (closed || to.equals(nodeId) || addresses.find(to).isEmpty()) {
      return null;
    }
    return links.computeIfAbsent(to, this::openLink);
  }

  private PeerLink openLink(NodeId to) {
    PeerLink link = new PeerLink(to, loops.next(), surroundings);
    link.loop().execute(link::dial);
    return link;
  }

  private void dialSeed(PeerAddress address, CompletableFuture<NodeId> outcome) {
    EventLoop loop = loops.next();
    dialer
        .dial(address, null, loop)
        .whenCompleteAsync(
            (session, failure) -> {
              seeds.remove(address, outcome);
              CompletableFuture<NodeId> found =
                  session == null ? CompletableFuture.failedFuture(failure) : adopt(session, loop);
              found.whenComplete(
                  (node, lost) -> {
                    boolean unused =
                        lost == null ? outcome.complete(node) : outcome.completeExceptionally(lost);
                  });
            },
            loop);
  }

  /**
   * Makes the connection to a seed the link to the node found there. Runs on the connection's loop.
   */
  private CompletableFuture<NodeId> adopt(Session session, EventLoop loop) {
    if (closed) {
      session.channel().close();
      return CompletableFuture.failedFuture(new IOException("the transport is closed"));
    }
    NodeId node = session.peer().nodeId();
    addresses.put(node, session.peer().address());
    PeerLink link = links.computeIfAbsent(node, id -> new PeerLink(id, loop, surroundings));
    if (link.loop().inEventLoop()) {
      link.connected(session);
    } else {
      // A link keeps to its loop: it dials for itself.
      session.channel().close();
      link.loop().execute(link::heardOf);
    }
    return link.whenConnected();
  }

  private void arrived(Greeting greeting) {
    addresses.put(greeting.nodeId(), greeting.address());
    PeerLink link = links.get(greeting.nodeId());
    if (link != null) {
      link.loop().execute(link::heardOf);
    }
  }
}
