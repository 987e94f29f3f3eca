package io.starling.node.process;

import io.starling.gossip.status.Resources;
import io.starling.gossip.status.Utilisation;
import io.starling.node.load.NodeLoad;
import io.starling.node.load.SegmentLoad;
import io.starling.node.metrics.NodeMetrics;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The load of this node as metrics. Only the heaviest segments have some of their own. */
final class LoadGauges {
  private static final int SEGMENTS_MAX = 16;
  private static final int PEERS_MAX = 64;

  private final OwnLoad load;

  private LoadGauges(OwnLoad load) {
    this.load = load;
  }

  static void register(NodeMetrics metrics, OwnLoad load) {
    LoadGauges gauges = new LoadGauges(load);
    metrics.gauges("capacity", "resource", () -> byResource(gauges.load().capacity()));
    metrics.gauges("used", "resource", () -> byResource(gauges.load().used()));
    metrics.gauges("utilisation", "resource", gauges::utilisation);
    metrics.gauge("loop.lag.seconds", () -> gauges.load().loopLagMillis() / 1e3);
    metrics.gauge("command.latency.p99.seconds", () -> gauges.load().p99Millis() / 1e3);
    metrics.gauges("round.trip.seconds", "node", gauges::roundTrips);
    gauges.segments(metrics, "segment.cpu.cores", each -> each.recent().here().cpu());
    gauges.segments(
        metrics, "segment.commands.per.second", each -> each.recent().demand().commands());
    gauges.segments(
        metrics, "segment.network.bytes.per.second", each -> each.recent().demand().networkBytes());
    gauges.segments(metrics, "segment.used.bytes", each -> (double) each.bytes());
  }

  private NodeLoad load() {
    return load.load();
  }

  private static SortedMap<String, Double> byResource(Resources amounts) {
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("cpu", amounts.cpu());
    values.put("memory", amounts.memory());
    values.put("disk", amounts.disk());
    values.put("network", amounts.network());
    return values;
  }

  private SortedMap<String, Double> utilisation() {
    Utilisation now = load().utilisation();
    return byResource(new Resources(now.cpu(), now.memory(), now.disk(), now.network()));
  }

  private SortedMap<String, Double> roundTrips() {
    SortedMap<String, Double> values = new TreeMap<>();
    load().roundTripNanos().entrySet().stream()
        .limit(PEERS_MAX)
        .forEach(each -> values.put(each.getKey().toHex(), each.getValue() / 1e9));
    return values;
  }

  private void segments(NodeMetrics metrics, String name, ToDoubleFunction<SegmentLoad> what) {
    metrics.gauges(
        name,
        "segment",
        () -> {
          SortedMap<String, Double> values = new TreeMap<>();
          for (SegmentLoad each : load().heaviest(SEGMENTS_MAX)) {
            values.put(String.valueOf(each.segment()), what.applyAsDouble(each));
          }
          return values;
        });
  }
}
