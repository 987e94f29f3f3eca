package io.starling.node.admin;

import java.util.List;

/**
 * One segment, as the asked node knows it.
 *
 * @param segment its index
 * @param firstSlot its first hash slot
 * @param lastSlot its last hash slot, itself included
 * @param epoch of its configuration
 * @param primary node id, 32 hexadecimal digits
 * @param members node ids, the primary among them
 * @param learners node ids
 * @param state whether it is served
 */
public record SegmentReport(
    int segment,
    int firstSlot,
    int lastSlot,
    long epoch,
    String primary,
    List<String> members,
    List<String> learners,
    SegmentState state) {
  public SegmentReport {
    members = List.copyOf(members);
    learners = List.copyOf(learners);
  }
}
