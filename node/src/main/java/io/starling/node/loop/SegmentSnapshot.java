package io.starling.node.loop;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.MoveProgress;
import io.starling.node.replication.Replica;
import org.jspecify.annotations.Nullable;

/**
 * A segment as its loop saw it a moment ago, for other threads.
 *
 * @param configuration the highest that is known here
 * @param member whether this node is one of its members
 * @param needed whether the cluster may miss something if this node goes for good
 * @param verified whether the own copy was made equal to the primary of this very epoch
 * @param open whether this node is the primary and its epoch is open
 * @param serving whether this node would evaluate a command
 * @param wedged whether the next configuration is being decided
 * @param keys entries with a value in the own copy
 * @param expiring those of them that have a deadline
 * @param bytes that the own copy takes
 * @param move how far it has come on its way elsewhere; null if it stays, or another node leads it
 */
public record SegmentSnapshot(
    Configuration configuration,
    boolean member,
    boolean needed,
    boolean verified,
    boolean open,
    boolean serving,
    boolean wedged,
    long keys,
    long expiring,
    long bytes,
    @Nullable MoveProgress move) {

  /** Whether this node is a member whose copy does not count yet. */
  public boolean isUnverified() {
    return member && !verified;
  }

  static SegmentSnapshot of(Replica replica) {
    Configuration configuration = replica.configuration();
    boolean verified =
        !replica.marks().suspect() && replica.marks().base() == configuration.epoch();
    SegmentCopy copy = replica.copy();
    return new SegmentSnapshot(
        configuration,
        replica.isMember(),
        replica.isNeeded(),
        verified,
        replica.isOpen(),
        replica.isServing(),
        replica.isWedged(),
        copy == null ? 0 : copy.keyCount(),
        copy == null ? 0 : copy.expiringCount(),
        copy == null ? 0 : copy.usedBytes(),
        replica.moveProgress());
  }
}
