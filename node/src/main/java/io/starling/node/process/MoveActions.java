package io.starling.node.process;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.admin.AdminAction;
import io.starling.node.admin.AdminAction.Outcome;
import io.starling.node.admin.AdminAction.Outcome.Done;
import io.starling.node.admin.AdminAction.Outcome.Refused;
import io.starling.node.balance.Balancer;
import io.starling.node.balance.DecisionLog;
import io.starling.storage.id.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** What an operator may have a node do about moves; each runs in the control thread. */
final class MoveActions {
  private final NodeId self;
  private final MoveControl moves;
  private final ControlTurn turn;

  MoveActions(NodeId self, MoveControl moves, ExecutorService control) {
    this.self = self;
    this.moves = moves;
    this.turn = new ControlTurn(control);
  }

  /** The actions, by name. */
  SortedMap<String, AdminAction> byName() {
    TreeMap<String, AdminAction> actions = new TreeMap<>();
    actions.put("move", turn.of(this::move));
    actions.put("explain", turn.of(this::explain));
    actions.put("plan", turn.of(parameters -> plan()));
    actions.put("decisions", turn.of(parameters -> decisions()));
    actions.put("pause-moves", turn.of(parameters -> pause(true)));
    actions.put("resume-moves", turn.of(parameters -> pause(false)));
    return actions;
  }

  private Outcome pause(boolean pause) {
    moves.balancer().pause(pause, System.currentTimeMillis());
    return new Done(
        pause
            ? "it sheds nothing of its own accord; missing copies are still made"
            : "it sheds again what it should");
  }

  private Outcome move(Map<String, String> parameters) {
    Configuration known = segment(parameters);
    if (known == null) {
      return new Refused("say which segment: {\"segment\": NUMBER, \"to\": NODE}");
    }
    if (!known.primary().equals(self)) {
      return new Refused("its primary is " + known.primary() + ": ask that node");
    }
    String named = parameters.getOrDefault("to", "");
    List<NodeId> found = NodeNames.called(named, moves.otherStayers());
    if (found.size() != 1) {
      return new Refused(noTarget(named, found.size()));
    }
    NodeId to = found.get(0);
    boolean roleOnly = known.hasMember(to);
    String what =
        roleOnly
            ? "the primary role of segment %d goes to %s, without data"
            : "this node's copy of segment %d goes to %s, with the primary role";
    String text = what.formatted(known.segment(), to.toHex());
    if (parameters.getOrDefault("dry-run", "false").equals("true")) {
      return new Done("would be done: " + text);
    }
    moves.order(known, placement(known, to, roleOnly));
    return new Done(text);
  }

  private String noTarget(String named, int found) {
    if (NodeNames.isCalled(self, named)) {
      return "it is there already: " + self + " is its primary";
    }
    if (found > 1) {
      return found + " nodes are called \"" + named + "\": give more digits";
    }
    return ("no node that is there and stays is called \"%s\": give an id that `starling status`"
            + " shows, or its first %d digits; others are %s")
        .formatted(named, NodeNames.LENGTH_MIN, moves.otherStayers());
  }

  private Placement<NodeId> placement(Configuration known, NodeId to, boolean roleOnly) {
    List<NodeId> members = new ArrayList<>(known.members());
    if (!roleOnly) {
      members.remove(self);
      members.add(to);
    }
    return new Placement<>(to, members);
  }

  private @Nullable Configuration segment(Map<String, String> parameters) {
    String segment = parameters.getOrDefault("segment", "");
    return segment.matches("\\d{1,5}") ? moves.known(Integer.parseInt(segment)) : null;
  }

  private Outcome explain(Map<String, String> parameters) {
    Configuration known = segment(parameters);
    if (known == null) {
      return new Refused("say which segment: {\"segment\": NUMBER}");
    }
    Balancer balancer = moves.balancer();
    String text =
        moves
            .view()
            .map(
                view ->
                    ExplainText.of(
                        view,
                        balancer.balanceOn(),
                        known.segment(),
                        balancer.explain(view, known.segment())))
            .orElse("this node does not know enough of the others yet\n");
    return new Done(known + "\n" + text);
  }

  private Outcome plan() {
    return moves
        .view()
        .<Outcome>map(
            view ->
                new Done(
                    PlanText.of(view, moves.balancer().plan(view), moves.balancer().balanceOn())
                        .toJson()))
        .orElseGet(() -> new Refused("it does not know enough of the others yet: ask again"));
  }

  private Outcome decisions() {
    StringBuilder text = new StringBuilder();
    for (DecisionLog.Entry entry : moves.balancer().log().entries()) {
      text.append(Instant.ofEpochMilli(entry.atMillis()))
          .append(entry.segment() < 0 ? " " : " segment " + entry.segment() + ": ")
          .append(entry.what())
          .append('\n');
    }
    return new Done(text.isEmpty() ? "nothing was decided yet" : text.toString());
  }
}
