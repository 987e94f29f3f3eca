package io.starling.gossip.membership;

import io.netty.channel.IoEventLoopGroup;
import io.starling.gossip.transport.NettyPeerTransport;
import io.starling.gossip.transport.PeerAddress;
import io.starling.gossip.transport.PeerIdentity;
import io.starling.gossip.transport.PeerSettings;
import io.starling.gossip.transport.SharedSecret;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A transport with a membership on a loopback port, and what they heard. */
final class ClusterNode implements AutoCloseable {
  private static final ClusterId CLUSTER = new ClusterId(7, 7);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  final NodeId id;
  final NettyPeerTransport transport;
  final ScaleCubeMembership membership;
  private final BlockingQueue<MembershipEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> news = new LinkedBlockingQueue<>();

  private ClusterNode(
      IoEventLoopGroup loops, NodeId id, long incarnation, int port, List<PeerAddress> seeds)
      throws Exception {
    this.id = id;
    PeerAddress bind = new PeerAddress("127.0.0.1", port);
    this.transport =
        NettyPeerTransport.open(
            loops,
            new PeerIdentity(id, incarnation, CLUSTER),
            PeerSettings.of(bind, "127.0.0.1", SharedSecret.of("secret")),
            new SecureRandom());
    Member self = new Member(id, incarnation, transport.address(), 6379, 7379, 9379, "a");
    this.membership = new ScaleCubeMembership(transport, CLUSTER, self, seeds);
    membership.addListener(
        new MembershipListener() {
          @Override
          public void onEvent(MembershipEvent event) {
            events.add(event);
          }

          @Override
          public void onNews(byte[] spread) {
            news.add(spread);
          }
        });
    transport.start();
    membership.start().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  static ClusterNode open(IoEventLoopGroup loops, long id, ClusterNode... seeds) throws Exception {
    List<PeerAddress> addresses =
        List.of(seeds).stream().map(seed -> seed.transport.address()).toList();
    return new ClusterNode(loops, new NodeId(id << 32, id), id, 0, addresses);
  }

  /** Another process on this node's port, once this one is gone. */
  ClusterNode successor(IoEventLoopGroup loops, NodeId successorId, ClusterNode seed)
      throws Exception {
    return new ClusterNode(
        loops,
        successorId,
        transport.address().port(),
        transport.address().port(),
        List.of(seed.transport.address()));
  }

  MembershipEvent nextEvent() throws InterruptedException {
    return require(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  byte[] nextNews() throws InterruptedException {
    return require(news.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  /** Goes away without a word. */
  void vanish() {
    transport.close();
  }

  List<NodeId> memberIds() {
    return membership.members().stream().map(Member::nodeId).toList();
  }

  private static <T> T require(@Nullable T event) {
    if (event == null) {
      throw new AssertionError("nothing happened for " + PATIENCE);
    }
    return event;
  }

  @Override
  public void close() {
    membership.close();
    transport.close();
  }
}
