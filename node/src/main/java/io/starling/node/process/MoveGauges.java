package io.starling.node.process;

import io.starling.gossip.status.MovePhase;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.progress.MoveBook;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The moves of which this node is the source as metrics. */
final class MoveGauges {
  private MoveGauges() {}

  static void register(NodeMetrics metrics, MoveBook book) {
    metrics.gauge("moves.in.flight", () -> book.report().underWay());
    metrics.gauges("moves.phase", "phase", () -> byPhase(book));
    metrics.total("moves.done", () -> book.report().done());
    metrics.total("moves.undone", () -> book.report().undone());
    metrics.total("moves.shipped.bytes", book::shippedBytes);
    metrics.times("moves", book.took());
  }

  private static SortedMap<String, Double> byPhase(MoveBook book) {
    SortedMap<MovePhase, Integer> counts = book.phases();
    TreeMap<String, Double> values = new TreeMap<>();
    for (MovePhase phase : MovePhase.values()) {
      values.put(phase.name().toLowerCase(Locale.ROOT), (double) counts.getOrDefault(phase, 0));
    }
    return values;
  }
}
