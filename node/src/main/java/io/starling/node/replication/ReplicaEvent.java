package io.starling.node.replication;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;

/** A transition that an operator may want to see in a post-mortem. */
public sealed interface ReplicaEvent {
  /** The segment that it happened to. */
  int segment();

  /** The epoch in which it happened. */
  long epoch();

  /** A decided configuration was adopted. */
  record Adopted(Configuration configuration) implements ReplicaEvent {
    @Override
    public int segment() {
      return configuration.segment();
    }

    @Override
    public long epoch() {
      return configuration.epoch();
    }
  }

  /** The primary has opened its epoch and serves. */
  record Opened(int segment, long epoch) implements ReplicaEvent {}

  /** A member proposes itself: the primary's lease has run out. */
  record TakingOver(int segment, long epoch, NodeId silentPrimary) implements ReplicaEvent {}

  /** A primary stops serving, for this reason. */
  record SteppedDown(int segment, long epoch, String reason) implements ReplicaEvent {}

  /**
   * A member or learner was made equal to the primary.
   *
   * @param bytes of the stream that it took in this epoch
   */
  record CaughtUp(int segment, long epoch, NodeId node, boolean learner, long bytes)
      implements ReplicaEvent {}

  /** A primary evaluates nothing any more, to hand over. */
  record Sealed(int segment, long epoch) implements ReplicaEvent {}

  /** It goes on after all: the writes under way did not drain in time. */
  record Unsealed(int segment, long epoch) implements ReplicaEvent {}

  /** The primary of this epoch tells the one before that it serves. */
  record SuccessorOpened(int segment, long epoch) implements ReplicaEvent {}

  /** A learner falls behind again and again: it does not take as much as is written. */
  record LearnerLost(int segment, long epoch, NodeId node) implements ReplicaEvent {}

  /** A primary hands its role, or the membership, to others. */
  record HandingOver(int segment, long epoch, NodeId nextPrimary) implements ReplicaEvent {}

  /**
   * Another node answers a part of the reads from now on.
   *
   * @param percent of the keys, by hash; 0: none any more
   */
  record ReadsShared(int segment, long epoch, NodeId with, int percent) implements ReplicaEvent {}

  /** The newcomer answers reads badly, so that it shall not lead the segment. */
  record RampFailed(int segment, long epoch, NodeId newcomer, String why) implements ReplicaEvent {}

  /** Entries of this copy were found damaged. */
  record Damaged(int segment, long epoch, String what) implements ReplicaEvent {}
}
