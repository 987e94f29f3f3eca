package io.starling.node.process;

import io.starling.forecast.shed.Costs;
import io.starling.forecast.shed.Explanation;
import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.Leave;
import io.starling.node.admin.AdminAction;
import io.starling.node.admin.AdminAction.Outcome;
import io.starling.node.admin.AdminAction.Outcome.Done;
import io.starling.node.admin.AdminAction.Outcome.Refused;
import io.starling.node.balance.DecisionLog;
import io.starling.node.cluster.Steering;
import io.starling.storage.id.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an operator may have a node do about moves; each runs in the control thread. */
final class MoveActions {
  private static final long TURN_SECONDS_MAX = 10;
  private static final int PREFIX_LENGTH_MIN = 8;

  private final NodeId self;
  private final int replicas;
  private final MoveControl moves;
  private final Steering steering;
  private final ExecutorService control;

  MoveActions(
      NodeId self, int replicas, MoveControl moves, Steering steering, ExecutorService control) {
    this.self = self;
    this.replicas = replicas;
    this.moves = moves;
    this.steering = steering;
    this.control = control;
  }

  /** The actions, by name. */
  SortedMap<String, AdminAction> byName() {
    TreeMap<String, AdminAction> actions = new TreeMap<>();
    actions.put("move", inTurn(this::move));
    actions.put("drain", inTurn(this::drain));
    actions.put("explain", inTurn(this::explain));
    actions.put("decisions", inTurn(parameters -> decisions()));
    actions.put("pause-moves", inTurn(parameters -> pause(true)));
    actions.put("resume-moves", inTurn(parameters -> pause(false)));
    return actions;
  }

  private AdminAction inTurn(Function<Map<String, String>, Outcome> action) {
    return parameters -> {
      try {
        return control
            .submit(() -> action.apply(parameters))
            .get(TURN_SECONDS_MAX, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        return new Refused("the node is too busy to answer; whether it will be done is not known");
      } catch (ExecutionException e) {
        return new Refused("it failed: " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Refused("the node is stopping");
      }
    };
  }

  private Outcome pause(boolean pause) {
    moves.balancer().pause(pause, System.currentTimeMillis());
    return new Done(
        pause
            ? "it sheds nothing of its own accord; missing copies are still made"
            : "it sheds again what it should");
  }

  private Outcome drain(Map<String, String> parameters) {
    if (parameters.getOrDefault("undo", "false").equals("true")) {
      steering.leave(Leave.STAYS);
      return new Done("it stays");
    }
    int others = moves.otherStayers().size();
    boolean force = parameters.getOrDefault("force", "false").equals("true");
    if (others < replicas && !force) {
      return new Refused(
          "%d other nodes stay, and every segment is to have %d copies: add nodes first, or force it"
              .formatted(others, replicas));
    }
    steering.leave(Leave.DRAINS);
    return new Done("its copies go to the other nodes; it may be stopped when it holds none");
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
    List<NodeId> found =
        named.length() < PREFIX_LENGTH_MIN
            ? List.of()
            : moves.otherStayers().stream().filter(id -> id.toHex().startsWith(named)).toList();
    if (found.size() != 1) {
      return new Refused(
          found.size() + " other nodes that stay are called \"" + named + "\"; one is needed");
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
    List<Explanation<NodeId>> candidates = moves.explain(known.segment());
    StringBuilder text = new StringBuilder(known + "\n");
    if (candidates.isEmpty()) {
      text.append("this node has no copy of it, or does not know enough of the others yet\n");
    }
    candidates.forEach(candidate -> text.append(line(candidate)));
    return new Done(text.toString());
  }

  private static String line(Explanation<NodeId> candidate) {
    Costs costs = candidate.costs();
    return String.format(
        Locale.ROOT,
        "%s%n  %s%n  source %.3f -> %.3f, target %.3f -> %.3f, gain %.5f, bar %.5f%n"
            + "  costs %.5f: room %.5f, transfer %.5f, disruption %.5f, distance %.5f,"
            + " co-location %.5f, recency %.5f%n",
        candidate.move(),
        candidate.verdict().text(),
        candidate.sourceBefore(),
        candidate.sourceAfter(),
        candidate.targetBefore(),
        candidate.targetAfter(),
        candidate.gain(),
        candidate.bar(),
        costs.total(),
        costs.room(),
        costs.transfer(),
        costs.disruption(),
        costs.distance(),
        costs.coLocation(),
        costs.recency());
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
