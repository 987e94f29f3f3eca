package io.starling.node.process;

import io.starling.node.admin.SegmentTotals;
import io.starling.node.metrics.NodeMetrics;
import java.util.function.ToIntFunction;

/** What is measured by looking at the node when somebody asks. */
final class NodeGauges {
  private NodeGauges() {}

  static void register(NodeMetrics metrics, ClusterPicture picture, NodeFacts facts) {
    segments(metrics, picture, "segments.open", SegmentTotals::open);
    segments(metrics, picture, "segments.without.primary", SegmentTotals::withoutPrimary);
    segments(metrics, picture, "segments.under.replicated", SegmentTotals::underReplicated);
    segments(metrics, picture, "segments.unverified", SegmentTotals::unverified);
    metrics.gauge("segments.primary", picture::primaries);
    metrics.gauge("copies", picture::copies);
    metrics.gauge("copies.keys", picture::keysOfCopies);
    metrics.gauge("nodes.present", picture::presentCount);
    metrics.gauge("keys", () -> facts.keys().count());
    metrics.gauge("memory.used.bytes", () -> facts.memory().usedBytes());
    metrics.gauge("memory.limit.bytes", () -> facts.memory().limitBytes());
    metrics.gauge("reserve.used.bytes", facts::reservedBytes);
    metrics.gauge("process.resident.memory.bytes", () -> facts.memory().residentBytes());
  }

  private static void segments(
      NodeMetrics metrics,
      ClusterPicture picture,
      String name,
      ToIntFunction<SegmentTotals> which) {
    metrics.gauge(name, () -> which.applyAsInt(picture.totals()));
  }
}
