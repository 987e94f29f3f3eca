package io.starling.chaos.simulation.cluster;

import io.starling.forecast.shed.Placement;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.Wanted;
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
  /** What a copy is said to take. */
  private static final long COPY_BYTES = 1000;

  private final TreeMap<Integer, Wanted> wishes = new TreeMap<>();

  /** From now on a segment is wanted there. */
  public void want(int segment, Placement<NodeId> placement, MoveKind kind) {
    wishes.put(segment, new Wanted(placement, kind, COPY_BYTES));
  }

  /** Nothing is wanted any more. */
  public void forget() {
    wishes.clear();
  }

  /** What is wanted, where all are there and stay; what the nodes decide for the rest. */
  SortedMap<Integer, Wanted> over(SortedMap<Integer, Wanted> decided, List<NodeId> stayers) {
    TreeMap<Integer, Wanted> wanted = new TreeMap<>(decided);
    wishes.forEach(
        (segment, wish) -> {
          if (wanted.containsKey(segment) && stayers.containsAll(wish.placement().members())) {
            wanted.put(segment, wish);
          }
        });
    return wanted;
  }
}
