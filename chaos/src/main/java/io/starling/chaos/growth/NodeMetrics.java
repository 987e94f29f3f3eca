package io.starling.chaos.growth;

import io.starling.chaos.process.HttpProbe;
import io.starling.chaos.process.ServerUnderTest;
import io.starling.chaos.process.StarlingNode;
import java.util.Map;
import java.util.TreeMap;

/** What a node of Starling tells of itself at {@code /metrics}. */
final class NodeMetrics {
  private static final int NODES = 4;

  private final ServerUnderTest node;

  NodeMetrics(ServerUnderTest node) {
    this.node = node;
  }

  /** What it holds; nothing as long as it does not answer. */
  Look look() {
    Map<String, Double> all = all();
    if (all.isEmpty()) {
      return Look.NOTHING;
    }
    return new Look(
        value(all, "starling_nodes_present") >= NODES,
        (long) value(all, "starling_copies_keys"),
        (long) value(all, "starling_copies"),
        /* calm= */ true);
  }

  /** The metrics that have no labels, by name. */
  Map<String, Double> all() {
    return HttpProbe.get(StarlingNode.admin(node), "/metrics")
        .map(NodeMetrics::parse)
        .orElse(Map.of());
  }

  private static double value(Map<String, Double> all, String name) {
    return all.getOrDefault(name, 0.0);
  }

  /** Reads the text format of Prometheus; lines with labels or comments are left out. */
  static Map<String, Double> parse(String text) {
    Map<String, Double> values = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.contains("{"))
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2)
        .forEach(words -> values.put(words[0], Double.parseDouble(words[1])));
    return values;
  }
}
