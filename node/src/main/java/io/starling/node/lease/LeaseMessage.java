package io.starling.node.lease;

import java.util.List;

/** The heartbeat between two nodes and its answer. */
public sealed interface LeaseMessage {
  /**
   * Asks for the leases of many segments at once.
   *
   * @param nonce names this request; only an answer that echoes it counts
   * @param asked the segments with the epochs in which the sender is their primary
   */
  record LeaseRequest(long nonce, List<SegmentEpoch> asked) implements LeaseMessage {}

  /**
   * Grants all that was asked, but for the refusals.
   *
   * @param nonce of the request
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
