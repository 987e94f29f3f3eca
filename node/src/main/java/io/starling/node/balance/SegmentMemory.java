package io.starling.node.balance;

import io.starling.forecast.shed.SegmentView;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeMap;

/** When segments were last moved, and who would not have them. */
final class SegmentMemory {
  private final TreeMap<Integer, Long> movedAtMillis = new TreeMap<>();
  private final TreeMap<Integer, TreeMap<NodeId, Long>> refusedAtMillis = new TreeMap<>();
  private final long keepMillis;

  /**
   * @param keepMillis how long a refusal is remembered
   */
  SegmentMemory(long keepMillis) {
    this.keepMillis = keepMillis;
  }

  void moved(int segment, long nowMillis) {
    movedAtMillis.put(segment, nowMillis);
    refusedAtMillis.remove(segment);
  }

  void refused(int segment, NodeId by, long nowMillis) {
    refusedAtMillis.computeIfAbsent(segment, unused -> new TreeMap<>()).put(by, nowMillis);
  }

  /** Forgets refusals that are old. */
  void tick(long nowMillis) {
    refusedAtMillis
        .values()
        .forEach(all -> all.values().removeIf(at -> nowMillis - at >= keepMillis));
    refusedAtMillis.values().removeIf(TreeMap::isEmpty);
  }

  long movedAtMillis(int segment) {
    return movedAtMillis.getOrDefault(segment, SegmentView.NEVER_MOVED);
  }

  List<NodeId> refusedBy(int segment) {
    TreeMap<NodeId, Long> refused = refusedAtMillis.get(segment);
    return refused == null ? List.of() : List.copyOf(refused.keySet());
  }
}
