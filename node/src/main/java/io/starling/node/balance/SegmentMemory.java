package io.starling.node.balance;

import io.starling.forecast.shed.PastMoves;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** When segments were last moved, and who would not have them. */
final class SegmentMemory {
  private static final int HURT_TIMES = 5;

  private final TreeMap<Integer, PastMoves> moves = new TreeMap<>();
  private final TreeMap<Integer, TreeMap<NodeId, Long>> refusedAtMillis = new TreeMap<>();
  private final TreeMap<NodeId, Long> hurtAtMillis = new TreeMap<>();
  private final long keepMillis;

  /**
   * @param keepMillis how long a refusal is remembered, and a segment that was moved is left alone
   */
  SegmentMemory(long keepMillis) {
    this.keepMillis = keepMillis;
  }

  void moved(int segment, long nowMillis) {
    moves.put(segment, pastMoves(segment).moved(nowMillis, keepMillis));
    refusedAtMillis.getOrDefault(segment, new TreeMap<>()).values().removeIf(at -> at <= nowMillis);
  }

  /** A move of a segment to a node has hurt: it counts as refused, for longer than a refusal. */
  void hurt(int segment, NodeId target, long nowMillis) {
    refused(segment, target, nowMillis + HURT_TIMES * keepMillis);
    hurtAtMillis.put(target, nowMillis);
  }

  void refused(int segment, NodeId by, long nowMillis) {
    refusedAtMillis.computeIfAbsent(segment, unused -> new TreeMap<>()).put(by, nowMillis);
  }

  /** Forgets refusals that are old. */
  void tick(long nowMillis) {
    hurtAtMillis.values().removeIf(at -> nowMillis - at >= keepMillis);
    refusedAtMillis
        .values()
        .forEach(all -> all.values().removeIf(at -> nowMillis - at >= keepMillis));
    refusedAtMillis.values().removeIf(TreeMap::isEmpty);
  }

  /** Whether it was moved so lately that it is left alone. */
  boolean isFrozen(int segment, long nowMillis) {
    return pastMoves(segment).isWithin(nowMillis, keepMillis);
  }

  PastMoves pastMoves(int segment) {
    return moves.getOrDefault(segment, PastMoves.NONE);
  }

  /** Who would not have it; who was hurt by another segment lately is asked for none. */
  List<NodeId> refusedBy(int segment) {
    TreeSet<NodeId> refused = new TreeSet<>(hurtAtMillis.keySet());
    refused.addAll(refusedAtMillis.getOrDefault(segment, new TreeMap<>()).keySet());
    return List.copyOf(refused);
  }
}
