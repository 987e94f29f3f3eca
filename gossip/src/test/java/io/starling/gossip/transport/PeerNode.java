package io.starling.gossip.transport;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoopGroup;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A transport on a loopback port, and what it heard. */
final class PeerNode implements AutoCloseable {
  static final int KIND = MessageKind.FIRST_FREE;
  static final ClusterId CLUSTER = new ClusterId(7, 7);
  static final SharedSecret SECRET = SharedSecret.of("correct horse battery staple");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Something that happened. */
  sealed interface Event {
    record Message(NodeId from, byte[] payload) implements Event {}

    record Connected(NodeId peer) implements Event {}

    record Disconnected(NodeId peer) implements Event {}
  }

  final NodeId id;
  final NettyPeerTransport transport;
  private final BlockingQueue<Event.Message> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Event> connections = new LinkedBlockingQueue<>();

  private PeerNode(IoEventLoopGroup loops, PeerIdentity identity, PeerSettings settings)
      throws IOException {
    this.id = identity.nodeId();
    this.transport = NettyPeerTransport.open(loops, identity, settings, new SecureRandom());
    transport.onMessage(
        KIND,
        (kind, from, payload) ->
            messages.add(new Event.Message(from, ByteBufUtil.getBytes(payload))));
    transport.addListener(
        new PeerListener() {
          @Override
          public void connected(NodeId peer, long incarnation) {
            connections.add(new Event.Connected(peer));
          }

          @Override
          public void disconnected(NodeId peer) {
            connections.add(new Event.Disconnected(peer));
          }
        });
    transport.start();
  }

  static PeerNode open(IoEventLoopGroup loops, PeerIdentity identity, PeerSettings settings)
      throws IOException {
    return new PeerNode(loops, identity, settings);
  }

  static PeerNode open(IoEventLoopGroup loops, long id) throws IOException {
    return open(loops, identity(id, CLUSTER), settings(SECRET));
  }

  static PeerIdentity identity(long id, @Nullable ClusterId cluster) {
    return new PeerIdentity(new NodeId(id, id), id * 31, cluster);
  }

  static PeerSettings settings(SharedSecret secret) {
    return settings(new PeerAddress("127.0.0.1", 0), secret);
  }

  /** With time enough for a handshake, however busy the machine is. */
  static PeerSettings settings(PeerAddress bind, SharedSecret secret) {
    return PeerSettings.of(bind, bind.host(), secret).withStrangers(PATIENCE, 64);
  }

  /** Waits for a connection to another node. */
  NodeId connect(PeerAddress address)
      throws InterruptedException, ExecutionException, TimeoutException {
    return transport
        .connect(address)
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The same of a node that has just started: an attempt under way may have begun too early. */
  NodeId connectAtLast(PeerAddress address) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return connect(address);
      } catch (ExecutionException tooEarly) {
        if (System.nanoTime() - deadline > 0) {
          throw tooEarly;
        }
      }
    }
  }

  boolean send(NodeId to, byte[] payload) {
    return transport.send(to, KIND, Unpooled.wrappedBuffer(payload));
  }

  Event.Message nextMessage() throws InterruptedException {
    return require(messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  Event nextConnection() throws InterruptedException {
    return require(connections.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  int messagesWaiting() {
    return messages.size();
  }

  int connectionsWaiting() {
    return connections.size();
  }

  private static <T> T require(@Nullable T event) {
    if (event == null) {
      throw new AssertionError("nothing happened for " + PATIENCE);
    }
    return event;
  }

  @Override
  public void close() {
    transport.close();
  }
}
