package io.starling.node.lease;

import java.util.List;

/**
 * The heartbeat between two nodes and its answer. What a loop asks of a peer seldom changes, so it
 * is said in full once, and from then on by the nonce of the request that said it.
 */
public sealed interface LeaseMessage {
  /** Names this message; only an answer that echoes it counts. */
  long nonce();

  /**
   * Asks for the leases of many segments at once.
   *
   * @param list which of the lists of the asking node this is; the receiver remembers the last one
   *     of each number
   * @param asked the segments with the epochs in which the sender is their primary
   */
  record LeaseRequest(long nonce, int list, List<SegmentEpoch> asked) implements LeaseMessage {
    /** Lists of a node are numbered from 0 up to this, excluded. */
    public static final int LISTS_MAX = 1024;

    /** Segments in a list, at most. */
    public static final int SEGMENTS_MAX = 1024;
  }

  /**
   * Asks again for all that an earlier request asked for.
   *
   * @param sameAs the nonce of that request, which had the same list number
   */
  record LeaseRenewal(long nonce, int list, long sameAs) implements LeaseMessage {}

  /** Answer to a {@link LeaseRenewal} whose list is not known here, or not any more: say it all. */
  record ListUnknown(long nonce) implements LeaseMessage {}

  /**
   * Grants all that was asked, but for the refusals.
   *
   * @param loop which of the answering node's loops speaks: it speaks for the segments that are
   *     {@code loop} modulo {@code loopCount}
   * @param loopCount loops of the answering node
   * @param refused segments not granted: another epoch is known, or the member is wedged or
   *     unverified
   */
  record LeaseAnswer(long nonce, int loop, int loopCount, List<Integer> refused)
      implements LeaseMessage {}

  /** A segment and the epoch meant. */
  record SegmentEpoch(int segment, long epoch) {}
}
