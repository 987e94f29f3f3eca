package io.starling.node.load;

import java.util.Comparator;

/**
 * One segment of which this node has a copy.
 *
 * @param primary whether this node is its primary
 * @param keys entries with a value in the own copy
 * @param bytes that the own copy takes
 * @param hottestKeyShare part of the recent commands that are on the busiest key, 0 to 1
 * @param recent over the last seconds
 * @param ofMinute over the last minute
 */
public record SegmentLoad(
    int segment,
    boolean primary,
    long keys,
    long bytes,
    double hottestKeyShare,
    SegmentUse recent,
    SegmentUse ofMinute) {
  /** By what they take of the node now: processor, network, memory. */
  static final Comparator<SegmentLoad> HEAVIEST_FIRST =
      Comparator.<SegmentLoad>comparingDouble(each -> -each.recent().here().cpu())
          .thenComparingDouble(each -> -each.recent().here().network())
          .thenComparingLong(each -> -each.bytes())
          .thenComparingInt(SegmentLoad::segment);
}
