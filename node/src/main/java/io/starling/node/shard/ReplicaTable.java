package io.starling.node.shard;

import io.starling.node.replication.Replica;
import io.starling.storage.id.HashSlot;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The replicas of a loop by segment: in order, and each found by a single look. */
final class ReplicaTable {
  private final SortedMap<Integer, Replica> inOrder = new TreeMap<>();
  private @Nullable List<Replica> all;
  private @Nullable Replica[] bySegment = new Replica[0];

  /**
   * Adds a replica that stays for good.
   *
   * @throws IllegalStateException if there is one of its segment
   * @throws IllegalArgumentException if no cluster has so many segments
   */
  void add(Replica replica) {
    int segment = replica.segment();
    if (segment >= HashSlot.COUNT) {
      throw new IllegalArgumentException("there is no segment " + segment);
    }
    if (inOrder.putIfAbsent(segment, replica) != null) {
      throw new IllegalStateException("segment " + segment + " twice");
    }
    all = null;
    if (segment >= bySegment.length) {
      bySegment = Arrays.copyOf(bySegment, Math.max(segment + 1, 2 * bySegment.length));
    }
    bySegment[segment] = replica;
  }

  /** The replica of a segment; null if nothing is known of the segment. */
  @Nullable Replica get(int segment) {
    return segment >= 0 && segment < bySegment.length ? bySegment[segment] : null;
  }

  /** All of them, by segment. */
  List<Replica> all() {
    List<Replica> present = all;
    if (present == null) {
      present = List.copyOf(inOrder.values());
      all = present;
    }
    return present;
  }
}
