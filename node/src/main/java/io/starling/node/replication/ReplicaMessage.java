package io.starling.node.replication;

import io.starling.antientropy.sync.SyncMessage;
import io.starling.gossip.agreement.Configuration;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;

/**
 * What the replicas of a segment tell each other while an epoch lasts. Each carries its epoch; a
 * receiver that knows a higher one answers with that configuration instead.
 */
public sealed interface ReplicaMessage {
  /** The segment whose replica this is for. */
  int segment();

  /** The sender's epoch. */
  long epoch();

  /** Primary to member or learner: hold this write. Sent again until a majority does. */
  record Append(int segment, long epoch, Write write) implements ReplicaMessage {}

  /**
   * The write of this sequence, or something newer for each of its keys, is held.
   *
   * @param counts false if the copy is suspect: it then counts in no majority
   */
  record Appended(int segment, long epoch, long sequence, boolean counts)
      implements ReplicaMessage {}

  /** The write could not be stored for want of room. */
  record AppendRefused(int segment, long epoch, long sequence, Shortage shortage)
      implements ReplicaMessage {}

  /** New primary to members: adopt this epoch and say what you hold. */
  record Gather(Configuration configuration) implements ReplicaMessage {
    @Override
    public int segment() {
      return configuration.segment();
    }

    @Override
    public long epoch() {
      return configuration.epoch();
    }
  }

  /** Answer to {@link Gather}, or to a sender whose epoch is right. */
  record CopySummary(int segment, long epoch, long base, boolean suspect, Version floor, long root)
      implements ReplicaMessage {}

  /** A step of a synchronisation between two copies. */
  record Sync(int segment, long epoch, SyncMessage step) implements ReplicaMessage {}

  /** Primary to recipient: tell me when all that I sent up to here is synced to disk. */
  record Barrier(int segment, long epoch, long sequence) implements ReplicaMessage {}

  /** Answer to {@link Barrier}. */
  record BarrierReached(int segment, long epoch, long sequence) implements ReplicaMessage {}

  /**
   * Primary to learner: I want you.
   *
   * @param term counts the learners of this primary: what was said in a lower one is void
   * @param durably whether I am about to propose you for a member: note it on disk, and say so
   */
  record Stage(int segment, long epoch, long term, boolean durably) implements ReplicaMessage {}

  /** Primary to one that is no learner of it, or no more: drop your copy. I do not propose you. */
  record Release(int segment, long epoch, long term) implements ReplicaMessage {}

  /** New primary to the one before it: I serve. Nothing depends on its coming. */
  record NowOpen(int segment, long epoch) implements ReplicaMessage {}

  /** Learner to primary: this is the state of my copy. Asks whether it is wanted. */
  record LearnerReport(int segment, long epoch, long term, State state) implements ReplicaMessage {
    /** Of a copy outside of the configuration. */
    public enum State {
      EMPTY,
      LOADING,
      EQUAL,
      STAGED
    }
  }

  /** The receiver of a message does not know the sender's epoch yet: send the configuration. */
  record ConfigurationWanted(int segment, long epoch) implements ReplicaMessage {}
}
