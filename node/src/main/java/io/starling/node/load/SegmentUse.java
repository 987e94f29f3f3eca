package io.starling.node.load;

import io.starling.gossip.status.Resources;

/**
 * What a segment asks of this node, and what it would ask of another.
 *
 * @param here what it takes of this node in the role that this node has
 * @param asBackup what a backup takes; of a backup the same as {@code here}
 */
public record SegmentUse(Demand demand, Resources here, Resources asBackup) {
  static SegmentUse of(Demand demand, SegmentMeasure measure, WorkCost cost) {
    double bytes = measure.bytes();
    Resources here =
        new Resources(cost.seconds(WorkCost.units(demand)), bytes, bytes, demand.networkBytes());
    Resources asBackup =
        measure.primary()
            ? new Resources(
                cost.seconds(WorkCost.unitsAsBackup(demand)), bytes, bytes, demand.bytesWritten())
            : here;
    return new SegmentUse(demand, here, asBackup);
  }
}
