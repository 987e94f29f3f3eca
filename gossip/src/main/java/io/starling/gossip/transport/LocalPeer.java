package io.starling.gossip.transport;

import io.starling.storage.id.ClusterId;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** This node's side of every handshake. Safe in any thread. */
final class LocalPeer {
  private final PeerIdentity identity;
  private final SharedSecret secret;
  private final SecureRandom random;
  private final AtomicReference<@Nullable ClusterId> cluster;
  private volatile PeerAddress address;

  /**
   * @param address where this node says it is reached
   */
  LocalPeer(PeerIdentity identity, PeerAddress address, SharedSecret secret, SecureRandom random) {
    this.identity = identity;
    this.address = address;
    this.secret = secret;
    this.random = random;
    this.cluster = new AtomicReference<>(identity.clusterId());
  }

  /** Corrects the port, once the machine has chosen it. To be called before the first handshake. */
  void boundTo(int port) {
    address = new PeerAddress(address.host(), port);
  }

  PeerAddress address() {
    return address;
  }

  @Nullable ClusterId clusterId() {
    return cluster.get();
  }

  /** A Hello for one connection. */
  Greeting greet() {
    byte[] nonce = new byte[SessionKeys.NONCE_BYTES];
    random.nextBytes(nonce);
    PeerIdentity now = new PeerIdentity(identity.nodeId(), identity.incarnation(), cluster.get());
    return Greeting.of(now, address, nonce);
  }

  SessionKeys keys(Greeting dialer, Greeting acceptor) {
    return SessionKeys.derive(secret, dialer, acceptor);
  }

  /** Refuses a node that is this one, or claims to be. */
  void refuseSelf(Greeting other) throws JoinRefused {
    if (!other.nodeId().equals(identity.nodeId())) {
      return;
    }
    if (other.incarnation() == identity.incarnation()) {
      throw new JoinRefused(JoinRefused.Reason.SAME_NODE, "the node at that address is this one");
    }
    throw new JoinRefused(
        JoinRefused.Reason.DUPLICATE_NODE,
        "two processes use the id of node "
            + identity.nodeId()
            + ", one of them at "
            + other.address()
            + ": a data directory must not be copied");
  }

  /** Refuses a node of another cluster; one side may not know its cluster yet. */
  void refuseStranger(Greeting other) throws JoinRefused {
    ClusterId ours = cluster.get();
    ClusterId theirs = other.clusterId();
    if (ours != null && theirs != null && !ours.equals(theirs)) {
      throw otherCluster(ours, theirs);
    }
  }

  /** Takes over the cluster id of a node that proved itself, if this one has none yet. */
  void adoptCluster(Greeting proved) throws JoinRefused {
    ClusterId theirs = proved.clusterId();
    if (theirs == null) {
      throw notJoined();
    }
    ClusterId ours = cluster.compareAndExchange(null, theirs);
    if (ours != null && !ours.equals(theirs)) {
      throw otherCluster(ours, theirs);
    }
  }

  /** Refuses everybody while this node does not know its cluster. */
  void refuseUnlessJoined() throws JoinRefused {
    if (cluster.get() == null) {
      throw notJoined();
    }
  }

  private static JoinRefused notJoined() {
    return new JoinRefused(
        JoinRefused.Reason.NOT_JOINED, "the node that was asked has not joined a cluster itself");
  }

  private static JoinRefused otherCluster(ClusterId ours, ClusterId theirs) {
    return new JoinRefused(
        JoinRefused.Reason.OTHER_CLUSTER,
        "one node belongs to cluster " + ours + ", the other to cluster " + theirs);
  }
}
