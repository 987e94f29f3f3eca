package io.starling.node.replication;

import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;

/**
 * All that a node durably knows of one segment besides its entries; written as one record, so that
 * its parts never contradict each other.
 *
 * @param chain configuration, promise and acceptance
 * @param marks of the copy
 */
public record SegmentRecord(ChainState chain, CopyMarks marks) {
  /** The record of a segment that this node has only heard of. */
  static SegmentRecord learned(Configuration decided) {
    return new SegmentRecord(ChainState.of(decided), CopyMarks.EMPTY);
  }
}
