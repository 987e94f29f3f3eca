package io.starling.node.cli;

import io.starling.node.admin.PlanReport;
import io.starling.node.admin.PlanReport.Burden;
import io.starling.node.admin.PlanReport.PlannedMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What all nodes would shed now, and what that would make of their load.
 *
 * @param nodes that have answered
 * @param moves that they would begin
 * @param unreachable those that have not, and why, one sentence each
 */
record ClusterPlan(List<PlannedNode> nodes, List<PlannedMove> moves, List<String> unreachable) {
  /**
   * A node before and after.
   *
   * @param node 32 hexadecimal digits
   * @param busiestWith the resource that it uses most of, before
   * @param before utilisation by what the node is busiest with, as a fraction
   * @param after the same when all moves are done
   * @param gives moves away from it
   * @param takes moves to it
   * @param standstill why it sheds nothing; empty if it does
   */
  record PlannedNode(
      String node,
      String busiestWith,
      double before,
      double after,
      int gives,
      int takes,
      String standstill) {}

  ClusterPlan {
    nodes = List.copyOf(nodes);
    moves = List.copyOf(moves);
    unreachable = List.copyOf(unreachable);
  }

  /** Sums up what the nodes have answered. */
  static ClusterPlan of(List<PlanReport> reports, List<String> unreachable) {
    List<PlannedMove> moves = new ArrayList<>();
    reports.forEach(report -> moves.addAll(report.moves()));
    return new ClusterPlan(
        reports.stream().map(report -> node(report, moves)).toList(), moves, unreachable);
  }

  private static PlannedNode node(PlanReport report, List<PlannedMove> moves) {
    TreeMap<String, Double> after = new TreeMap<>();
    report.resources().forEach(burden -> after.put(burden.resource(), burden.load()));
    for (PlannedMove move : moves) {
      int sign = sign(report.node(), move);
      move.shift().forEach(part -> after.merge(part.resource(), sign * part.load(), Double::sum));
    }
    String busiest = "";
    double before = 0;
    double then = 0;
    for (Burden burden : report.resources()) {
      if (burden.capacity() > 0) {
        double use = burden.load() / burden.capacity();
        busiest = use > before ? burden.resource() : busiest;
        before = Math.max(before, use);
        then = Math.max(then, after.getOrDefault(burden.resource(), 0.0) / burden.capacity());
      }
    }
    return new PlannedNode(
        report.node(),
        busiest,
        before,
        then,
        (int) moves.stream().filter(move -> sign(report.node(), move) < 0).count(),
        (int) moves.stream().filter(move -> sign(report.node(), move) > 0).count(),
        report.standstill());
  }

  private static int sign(String node, PlannedMove move) {
    return move.to().equals(node) ? 1 : move.from().equals(node) ? -1 : 0;
  }

  /** For people. */
  String text() {
    StringBuilder out = new StringBuilder();
    TextTable table =
        new TextTable("<NODE", "<BUSIEST WITH", ">BEFORE%", ">AFTER%", ">GIVES", ">TAKES");
    for (PlannedNode node : nodes) {
      table.row(
          StatusText.shortened(node.node()),
          node.busiestWith().equals("presence") ? "copies and roles" : node.busiestWith(),
          percent(node.before()),
          percent(node.after()),
          String.valueOf(node.gives()),
          String.valueOf(node.takes()));
      if (!node.standstill().isEmpty()) {
        table.note("          sheds nothing: " + node.standstill());
      }
    }
    out.append(table);
    if (moves.isEmpty()) {
      out.append("\nNothing would be moved now.\n");
    } else {
      out.append('\n').append(moveTable());
    }
    unreachable.forEach(each -> out.append(each).append('\n'));
    return out.toString();
  }

  private String moveTable() {
    TextTable table =
        new TextTable(">SEGMENT", "<WHAT", "<FROM", "<TO", ">SHIPS", ">GAIN", ">COST");
    for (PlannedMove move : moves) {
      table.row(
          String.valueOf(move.segment()),
          move.copy() ? "copy" : "role",
          StatusText.shortened(move.from()),
          StatusText.shortened(move.to()),
          move.copy() ? Quantity.bytes(move.bytes()) : "",
          fixed(move.gain()),
          fixed(move.cost()));
    }
    return table.toString();
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f", 100 * fraction);
  }

  private static String fixed(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
