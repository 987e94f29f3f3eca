package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Another holder of the segment, as the primary sees it: a member, or a learner on its way to
 * become one.
 *
 * <pre>
 * BEHIND  -> SYNCING: it can be reached, and a synchronisation was offered
 * SYNCING -> IN_SYNC: it said, durably, that it equals the primary
 * any     -> BEHIND:  a write was given up for it, or the synchronisation broke
 * </pre>
 *
 * From SYNCING on, every write is kept until it has it; so nothing is missing when it is IN_SYNC.
 */
final class Recipient {
  enum State {
    BEHIND,
    SYNCING,
    IN_SYNC
  }

  private final NodeId node;
  private final int slot;
  private final boolean learner;
  private State state = State.BEHIND;
  private @Nullable Shortage shortage;
  private long barrierReached = -1;
  private boolean staged;
  private boolean heard;
  private int fallsBehind;

  /**
   * @param slot bit of this recipient in the sets of holders; 0 is the primary itself
   */
  Recipient(NodeId node, int slot, boolean learner) {
    this.node = node;
    this.slot = slot;
    this.learner = learner;
  }

  NodeId node() {
    return node;
  }

  int slot() {
    return slot;
  }

  boolean isLearner() {
    return learner;
  }

  State state() {
    return state;
  }

  boolean isInSync() {
    return state == State.IN_SYNC;
  }

  /** Whether writes are kept until this recipient has them. */
  boolean isTracked() {
    return state != State.BEHIND;
  }

  void become(State next) {
    state = next;
    if (next == State.IN_SYNC) {
      shortage = null;
    }
    if (next != State.IN_SYNC) {
      staged = false;
    }
    if (next == State.BEHIND) {
      barrierReached = -1;
    }
  }

  /** It has said something in this epoch. */
  void hear() {
    heard = true;
  }

  /**
   * Whether it is known to know this epoch. A member has been gathered; a learner that does not
   * passes over what it is offered.
   */
  boolean knowsEpoch() {
    return heard || !learner;
  }

  /** Counts that it fell behind, and answers how often it has. */
  int countFallingBehind() {
    return ++fallsBehind;
  }

  /** Whether this learner has noted on disk that it may become a member. */
  boolean isStaged() {
    return staged;
  }

  /** It has noted so. */
  void noteStaged() {
    staged = true;
  }

  /** What it refused its last write for; null if it has taken one since. */
  @Nullable Shortage shortage() {
    return shortage;
  }

  /** It has no room for a write. */
  void refused(Shortage forWantOf) {
    shortage = forWantOf;
  }

  /**
   * It has taken a write.
   *
   * @param setsValue whether that took memory
   */
  void took(boolean setsValue) {
    if (setsValue || shortage == Shortage.DISK) {
      shortage = null;
    }
  }

  /** The highest sequence up to which it has everything synced to disk; -1 if not known. */
  long barrierReached() {
    return barrierReached;
  }

  void barrierReached(long sequence) {
    barrierReached = Math.max(barrierReached, sequence);
  }
}
