package io.starling.chaos.simulation.cluster;

import io.starling.forecast.shed.Placement;
import io.starling.node.replication.Aim;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where somebody wants segments to be, whatever the placement rule says. All nodes know at once,
 * and only a primary acts on it, so that a wish that comes true, or another one, changes nothing in
 * what is safe.
 */
public final class Wishes {
  private final TreeMap<Integer, Placement<NodeId>> wishes = new TreeMap<>();

  /** From now on a segment is wanted there. */
  public void want(int segment, Placement<NodeId> placement) {
    wishes.put(segment, placement);
  }

  /** Nothing is wanted any more. */
  public void forget() {
    wishes.clear();
  }

  /** What is wanted, where all are there; what the rule says for the rest. */
  SortedMap<Integer, Aim> over(SortedMap<Integer, Placement<NodeId>> rule, List<NodeId> live) {
    TreeMap<Integer, Aim> desired = new TreeMap<>();
    rule.forEach((segment, placement) -> desired.put(segment, Aim.at(placement)));
    wishes.forEach(
        (segment, wish) -> {
          if (desired.containsKey(segment) && live.containsAll(wish.members())) {
            desired.put(segment, Aim.at(wish));
          }
        });
    return desired;
  }
}
