package io.starling.node.process;

import io.starling.forecast.shed.BalanceOn;
import io.starling.forecast.shed.Costs;
import io.starling.forecast.shed.Explanation;
import io.starling.forecast.shed.Move.MoveCopy;
import io.starling.forecast.shed.Move.PassRole;
import io.starling.forecast.shed.NodeView;
import io.starling.forecast.shed.PastMoves;
import io.starling.forecast.shed.Resource;
import io.starling.forecast.shed.ResourceVector;
import io.starling.forecast.shed.SegmentView;
import io.starling.forecast.shed.View;
import io.starling.node.cli.Quantity;
import io.starling.node.cli.TextTable;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a segment is moved or is not: inputs, candidates with every term, verdicts; in 80 columns.
 */
final class ExplainText {
  private final View<NodeId> view;
  private final BalanceOn balanceOn;

  private ExplainText(View<NodeId> view, BalanceOn balanceOn) {
    this.view = view;
    this.balanceOn = balanceOn;
  }

  /** All of it. */
  static String of(
      View<NodeId> view, BalanceOn balanceOn, int segment, List<Explanation<NodeId>> candidates) {
    ExplainText text = new ExplainText(view, balanceOn);
    return text.segment(segment)
        + "\nInputs: utilisation as this node weighs it, what it has set in motion included\n"
        + text.nodes()
        + "\nCandidates: gain, costs and bar are shares of what a node of mean use can lose\n"
        + text.candidates(candidates);
  }

  private String segment(int index) {
    return view.segments().stream()
        .filter(each -> each.segment() == index)
        .findFirst()
        .map(this::segment)
        .orElse("");
  }

  private String segment(SegmentView<NodeId> segment) {
    PastMoves past = segment.pastMoves();
    String often = past.times() > 1 ? ", " + past.times() + " times of late" : "";
    String moved =
        past.times() == 0
            ? "not moved yet"
            : "moved " + (view.nowMillis() - past.lastMillis()) / 1000 + " s ago" + often;
    String refused =
        segment.refusedBy().isEmpty() ? "" : ", lately declined by " + names(segment.refusedBy());
    return "%s, %s%s%n%s%n"
        .formatted(
            Quantity.bytes((long) segment.bytes()),
            moved,
            refused,
            "bears here: " + amounts(segment.demandOn(view.self())));
  }

  private static String names(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).collect(Collectors.joining(" "));
  }

  private static String amounts(ResourceVector load) {
    return "%s cores, %s memory, %s disk, %s/s network"
        .formatted(
            number(load.cpu(), 3),
            Quantity.bytes((long) load.memory()),
            Quantity.bytes((long) load.disk()),
            Quantity.bytes((long) load.network()));
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private String nodes() {
    TextTable table =
        new TextTable(
            "<NODE",
            "<ZONE",
            ">CPU%",
            ">MEM%",
            ">DISK%",
            ">NET%",
            ">COUNT%",
            ">MOVES IN",
            "<STATE");
    for (NodeView<NodeId> node : view.nodes()) {
      table.row(
          node.id().toString(),
          node.zone(),
          percent(node, Resource.CPU),
          percent(node, Resource.MEMORY),
          percent(node, Resource.DISK),
          percent(node, Resource.NETWORK),
          percent(node, Resource.PRESENCE),
          String.valueOf(node.movesIn()),
          state(node));
    }
    return table.toString();
  }

  /** What does not count is not weighed, so it is not shown. */
  private String percent(NodeView<NodeId> node, Resource resource) {
    double capacity = node.capacity().get(resource);
    return !balanceOn.counts(resource) || capacity <= 0
        ? "-"
        : String.valueOf(Math.round(100 * node.load().get(resource) / capacity));
  }

  private String state(NodeView<NodeId> node) {
    if (node.id().equals(view.self())) {
      return "decides";
    }
    if (!node.accepts()) {
      return "leaves";
    }
    return node.distrusted() ? "not trusted" : "";
  }

  private String candidates(List<Explanation<NodeId>> candidates) {
    if (candidates.isEmpty()) {
      return "none\n";
    }
    TextTable table =
        new TextTable("<WHAT", "<TO", ">SOURCE%", ">TARGET%", ">GAIN", ">COST", ">BAR", "<VERDICT");
    for (Explanation<NodeId> each : candidates) {
      table.row(
          switch (each.move()) {
            case PassRole<NodeId> role -> "role";
            case MoveCopy<NodeId> copy -> "copy";
          },
          each.move().to().toString(),
          change(each.sourceBefore(), each.sourceAfter()),
          change(each.targetBefore(), each.targetAfter()),
          number(each.gain(), 4),
          number(each.costs().total(), 4),
          number(each.bar(), 4),
          each.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      table.note("      " + each.verdict().text() + terms(each.costs()));
    }
    return table.toString();
  }

  private static String change(double before, double after) {
    return number(100 * before, 1) + ">" + number(100 * after, 1);
  }

  /** The terms of the cost that are not nothing. */
  private static String terms(Costs costs) {
    String terms =
        List.of(
                term("room", costs.room()),
                term("transfer", costs.transfer()),
                term("disruption", costs.disruption()),
                term("distance", costs.distance()),
                term("co-location", costs.coLocation()),
                term("recency", costs.recency()))
            .stream()
            .filter(term -> !term.isEmpty())
            .collect(Collectors.joining(", "));
    return terms.isEmpty() ? "" : "\n      costs: " + terms;
  }

  private static String term(String name, double value) {
    return value < 0.00005 ? "" : name + " " + number(value, 4);
  }
}
