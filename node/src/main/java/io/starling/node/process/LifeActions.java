package io.starling.node.process;

import io.starling.gossip.membership.Member;
import io.starling.gossip.status.Leave;
import io.starling.node.admin.AdminAction;
import io.starling.node.admin.AdminAction.Outcome;
import io.starling.node.admin.AdminAction.Outcome.Done;
import io.starling.node.admin.AdminAction.Outcome.Refused;
import io.starling.node.cluster.Steering;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** What an operator may have a node do about nodes that leave; each runs in the control thread. */
final class LifeActions {
  private final NodeId self;
  private final int replicas;
  private final MoveControl moves;
  private final Steering steering;
  private final ControlTurn turn;
  private final Consumer<Leave> remember;

  /**
   * @param remember has the node know after a restart what it was told
   */
  LifeActions(
      NodeId self,
      int replicas,
      MoveControl moves,
      Steering steering,
      ExecutorService control,
      Consumer<Leave> remember) {
    this.self = self;
    this.replicas = replicas;
    this.moves = moves;
    this.steering = steering;
    this.turn = new ControlTurn(control);
    this.remember = remember;
  }

  /** The actions, by name. */
  SortedMap<String, AdminAction> byName() {
    TreeMap<String, AdminAction> actions = new TreeMap<>();
    actions.put("drain", turn.of(this::drain));
    actions.put("forget", turn.of(this::forget));
    return actions;
  }

  private Outcome drain(Map<String, String> parameters) {
    if (parameters.getOrDefault("undo", "false").equals("true")) {
      leave(Leave.STAYS);
      return new Done("it stays, and takes copies again");
    }
    int others = moves.otherStayers().size();
    if (others == 0) {
      return new Refused(
          "no other node stays: its copies have nowhere to go. Start another node first, or have"
              + " one stay that is being drained (drain NODE --undo)");
    }
    boolean force = parameters.getOrDefault("force", "false").equals("true");
    if (others < replicas && !force) {
      return new Refused(
          ("only %d other nodes stay, and every segment is to have %d copies: start another node"
                  + " first, or accept fewer copies with --force")
              .formatted(others, replicas));
    }
    leave(force ? Leave.EVACUATES : Leave.DRAINS);
    return new Done(
        others < replicas
            ? "its copies go to the other nodes, and segments go on with fewer where they must"
            : "its copies go to the other nodes");
  }

  private void leave(Leave how) {
    steering.leave(how);
    remember.accept(how);
  }

  private Outcome forget(Map<String, String> parameters) {
    String named = parameters.getOrDefault("node", "");
    List<NodeId> present = moves.members().stream().map(Member::nodeId).toList();
    if (!NodeNames.called(named, present).isEmpty()) {
      return new Refused("node " + named + " is there: drain it, then stop it");
    }
    List<NodeId> found = NodeNames.called(named, steering.away().keySet());
    if (found.size() > 1) {
      return new Refused(found.size() + " nodes are called " + named + ": give more digits");
    }
    if (found.isEmpty()) {
      return new Done("no segment has a member of this name: there is nothing to forget");
    }
    List<Integer> only = moves.onlyCopiesOf(found.get(0), present);
    if (!only.isEmpty()) {
      return new Refused(
          "it has the only copies of %d segments (%d, ...): bring it back, or its data are lost"
              .formatted(only.size(), only.get(0)));
    }
    steering.forget(found.get(0), System.nanoTime());
    return new Done("its copies are replaced now, as far as %s can".formatted(self));
  }
}
