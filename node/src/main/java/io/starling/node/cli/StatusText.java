package io.starling.node.cli;

import io.starling.node.admin.AwayReport;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.SegmentTotals;
import io.starling.node.admin.StatusReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A status for people. */
final class StatusText {
  private static final int SHORT_ID = 8;

  private StatusText() {}

  /**
   * All of it.
   *
   * @param columns that a line should keep within
   */
  static String of(StatusReport report, int columns) {
    StringBuilder out = new StringBuilder();
    out.append(
        "Cluster %s, seen from node %s (%s)%n"
            .formatted(report.clusterId(), shortened(report.nodeId()), report.version()));
    if (!report.ready()) {
      out.append("Not ready: ").append(String.join("; ", report.obstacles())).append('\n');
    }
    out.append('\n').append(nodes(report.nodes()));
    out.append(away(report.away()));
    out.append('\n').append(loads(report.nodes()));
    out.append('\n').append(totals(report.totals()));
    String moves = MoveText.of(report.nodes().stream().map(NodeReport::load).toList(), columns);
    if (!moves.isEmpty()) {
      out.append('\n').append(moves);
    }
    if (!report.segments().isEmpty()) {
      out.append('\n').append(segments(report.segments()));
    }
    return out.toString();
  }

  private static String nodes(List<NodeReport> nodes) {
    TextTable table =
        new TextTable(
            "<NODE", "<ADDRESS", "<ZONE", "<HEALTH", ">PRIMARIES", ">COPIES", ">KEYS", ">MEMORY");
    for (NodeReport node : nodes) {
      table.row(
          shortened(node.id()),
          node.host() + ":" + node.port(),
          node.zone(),
          lower(node.health()),
          String.valueOf(node.primaries()),
          String.valueOf(node.copies()),
          String.valueOf(node.keys()),
          Quantity.bytes(node.memoryBytes()));
    }
    return table.withoutEmptyColumns().toString();
  }

  /** Nodes that are missed. */
  private static String away(List<AwayReport> away) {
    if (away.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable("<AWAY", "<ADDRESS", ">SINCE", ">COPIES", ">ONLY COPIES", "<REPLACED");
    for (AwayReport each : away) {
      long left = each.graceSeconds() - each.awaySeconds();
      table.row(
          shortened(each.id()),
          each.address(),
          each.awaySeconds() + " s",
          String.valueOf(each.copies()),
          String.valueOf(each.onlyCopies()),
          left > 0 ? "in " + left + " s" : "as nodes have room");
    }
    return "\n" + table + "They are replaced at once after: starling forget NODE\n";
  }

  private static String loads(List<NodeReport> nodes) {
    TextTable table =
        new TextTable(
            "<NODE",
            ">OPS/S",
            ">P99 MS",
            ">LAG MS",
            ">CPU%",
            ">MEM%",
            ">DISK%",
            ">NET%",
            ">RESERVE");
    for (NodeReport node : nodes) {
      table.row(
          shortened(node.id()),
          Quantity.count(node.operationsPerSecond()),
          millis(node.load().p99Millis()),
          millis(node.load().loopLagMillis()),
          percent(node, "cpu"),
          percent(node, "memory"),
          percent(node, "disk"),
          percent(node, "network"),
          Quantity.bytes(node.load().reserveUsedBytes()));
    }
    return table.toString();
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }

  private static String percent(NodeReport node, String resource) {
    return String.valueOf(Math.round(100 * node.load().utilisation(resource)));
  }

  private static String totals(SegmentTotals totals) {
    return "Segments: %d, open %d, without primary %d, under-replicated %d, unverified here %d%n"
        .formatted(
            totals.segments(),
            totals.open(),
            totals.withoutPrimary(),
            totals.underReplicated(),
            totals.unverified());
  }

  private static String segments(List<SegmentReport> segments) {
    TextTable table =
        new TextTable(
            ">SEGMENT", "<SLOTS", ">EPOCH", "<STATE", "<PRIMARY", "<MEMBERS", "<LEARNERS");
    for (SegmentReport segment : segments) {
      table.row(
          String.valueOf(segment.segment()),
          segment.firstSlot() + "-" + segment.lastSlot(),
          String.valueOf(segment.epoch()),
          lower(segment.state()),
          shortened(segment.primary()),
          shortened(segment.members()),
          shortened(segment.learners()));
    }
    return table.toString();
  }

  private static String shortened(List<String> ids) {
    return ids.stream().map(StatusText::shortened).collect(Collectors.joining(" "));
  }

  static String shortened(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
