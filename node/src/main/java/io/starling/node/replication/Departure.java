package io.starling.node.replication;

import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.ReplicaMessage.Departing;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * A segment that this node is a member of no more. It may have been the only one to know who
 * follows: until a majority of those have the decision on disk, and have said so, nobody can do
 * without this node. A later epoch says so too, since they have decided it.
 */
final class Departure {
  private static final long PAUSE_MAX_NANOS = Duration.ofSeconds(10).toNanos();

  private final ReplicaContext context;
  private final Configuration following;
  private final Set<NodeId> knowing = new TreeSet<>();
  private long askAtNanos;
  private long pauseNanos;

  /**
   * @param following the decided configuration without this node
   */
  Departure(ReplicaContext context, Configuration following) {
    this.context = context;
    this.following = following;
    this.askAtNanos = context.nanos();
    this.pauseNanos = context.settings().resendAfter().toNanos();
  }

  void tick() {
    if (isOver() || context.nanos() - askAtNanos < 0) {
      return;
    }
    for (NodeId member : following.members()) {
      if (!knowing.contains(member)) {
        context.output().send(member, new Departing(following));
      }
    }
    askAtNanos = context.nanos() + pauseNanos;
    pauseNanos = Math.min(2 * pauseNanos, PAUSE_MAX_NANOS);
  }

  /** A node says that it knows, durably. */
  void noted(NodeId by) {
    if (following.hasMember(by)) {
      knowing.add(by);
    }
  }

  boolean isOver() {
    return knowing.size() >= following.majority();
  }
}
