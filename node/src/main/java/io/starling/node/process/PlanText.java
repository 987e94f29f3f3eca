package io.starling.node.process;

import io.starling.forecast.shed.BalanceOn;
import io.starling.forecast.shed.Decision;
import io.starling.forecast.shed.Explanation;
import io.starling.forecast.shed.Move;
import io.starling.forecast.shed.NodeView;
import io.starling.forecast.shed.Resource;
import io.starling.forecast.shed.ResourceVector;
import io.starling.forecast.shed.SegmentView;
import io.starling.forecast.shed.View;
import io.starling.node.admin.PlanReport;
import io.starling.node.admin.PlanReport.Burden;
import io.starling.node.admin.PlanReport.PlannedMove;
import io.starling.node.balance.Balancer;
import io.starling.storage.id.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What this node would shed now, for the one who asks. */
final class PlanText {
  private PlanText() {}

  /** The decision that the rule comes to, with what it was made from. */
  static PlanReport of(View<NodeId> view, Decision<NodeId> decision, BalanceOn balanceOn) {
    NodeView<NodeId> self =
        view.nodes().stream()
            .filter(node -> node.id().equals(view.self()))
            .findFirst()
            .orElseThrow();
    return new PlanReport(
        view.self().toHex(),
        decision.over(),
        decision.moves().isEmpty() ? decision.standstill().text() : "",
        burdens(self.load(), self.capacity(), balanceOn),
        decision.explanations().stream().map(taken -> move(taken, view, balanceOn)).toList());
  }

  private static PlannedMove move(
      Explanation<NodeId> taken, View<NodeId> view, BalanceOn balanceOn) {
    Move<NodeId> move = taken.move();
    SegmentView<NodeId> segment =
        view.segments().stream()
            .filter(each -> each.segment() == move.segment())
            .findFirst()
            .orElseThrow();
    boolean copy = move instanceof Move.MoveCopy;
    NodeId from = move instanceof Move.MoveCopy<NodeId> all ? all.from() : segment.primary();
    return new PlannedMove(
        move.segment(),
        copy,
        from.toHex(),
        move.to().toHex(),
        copy ? (long) segment.bytes() : 0,
        taken.gain(),
        taken.costs().total(),
        burdens(Balancer.shift(move, segment, view.self()), ResourceVector.ZERO, balanceOn));
  }

  private static List<Burden> burdens(
      ResourceVector load, ResourceVector capacity, BalanceOn balanceOn) {
    return Arrays.stream(Resource.values())
        .filter(balanceOn::counts)
        .map(
            resource ->
                new Burden(
                    resource.name().toLowerCase(Locale.ROOT),
                    load.get(resource),
                    capacity.get(resource)))
        .toList();
  }
}
