package io.starling.antientropy.sync;

import io.starling.storage.entry.Version;
import io.starling.storage.segment.StoreExtent;
import java.util.Arrays;

/** What the two sides of a session say to each other. */
public sealed interface SyncMessage {
  /** The session; chosen by the side that begins it, never used twice between two nodes. */
  long syncId();

  /** What a source receives. */
  sealed interface ToSource extends SyncMessage {}

  /** What a target receives. */
  sealed interface ToTarget extends SyncMessage {}

  /** A target that wants to merge this copy into its own begins a session. */
  record PullRequest(long syncId) implements ToSource {}

  /**
   * The state of the source. Travels in order with the writes of the primary.
   *
   * @param round 0 for the first offer of a session
   * @param framesSent frames sent in earlier rounds, each of which must have arrived
   * @param marker the last write that is part of the root
   * @param extent what the source holds, so that a target that holds nothing makes room for it
   */
  record SyncOffer(
      long syncId,
      int round,
      int framesSent,
      Version marker,
      long root,
      Version floor,
      StoreExtent extent)
      implements ToTarget {}

  /** The roots agree. An open primary counts it as an acknowledgement up to the offer's marker. */
  record SyncEqual(long syncId, int round) implements ToSource {}

  /**
   * The roots differ.
   *
   * @param leaves the target's sums by leaf, 1,024 of them; never written to
   */
  record SyncLeaves(long syncId, int round, long[] leaves) implements ToSource {
    @Override
    public boolean equals(Object other) {
      return other instanceof SyncLeaves that
          && syncId == that.syncId
          && round == that.round
          && Arrays.equals(leaves, that.leaves);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(syncId) * 31 + round;
    }
  }

  /**
   * A part of the leaves that differ.
   *
   * @param index from 0 on in each session, over all rounds
   * @param bytes an encoded {@link io.starling.antientropy.stream.SegmentFrame}; never written to
   */
  record SyncFrame(long syncId, int index, byte[] bytes) implements ToTarget {
    @Override
    public boolean equals(Object other) {
      return other instanceof SyncFrame that
          && syncId == that.syncId
          && index == that.index
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(syncId) * 31 + index;
    }
  }

  /** This frame and all before it were applied. */
  record SyncFrameReceived(long syncId, int index) implements ToSource {}

  /** A pull is complete if all of these frames have arrived. */
  record SyncEnd(long syncId, int framesSent) implements ToTarget {}

  /** The sender has given up. */
  record SyncAbort(long syncId, SyncFailure reason) implements ToSource, ToTarget {}
}
