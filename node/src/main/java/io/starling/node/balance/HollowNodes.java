package io.starling.node.balance;

import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which nodes are to be filled by count: those that have joined, or have come back.
 *
 * <pre>
 * (any)   -> FILLING: it has less than a quarter of its fair share of copies or of primary roles,
 *                     and little to do
 * FILLING -> RESTING: it has become as busy as the others, or nothing has come to it for minutes
 * FILLING -> (any):   there is nothing more to bring; the caller says so. Whoever is hollow again
 *                     soon after it got something rests first: it could not keep it
 * RESTING -> (any):   a while has passed
 * </pre>
 *
 * A node whose few segments keep it busy is not hollow: load has decided what it has.
 */
final class HollowNodes {
  private static final double HOLLOW = 0.25;

  /** Of its capacity; who uses no more than that has little to do whatever the others do. */
  private static final double IDLE = 0.2;

  private static final double BUSIER_THAN_OTHERS = 1.1;
  private static final Duration STANDSTILL_MAX = Duration.ofMinutes(3);
  private static final Duration REST = Duration.ofMinutes(5);

  private final TreeMap<NodeId, Filling> filling = new TreeMap<>();
  private final TreeMap<NodeId, Long> restsUntilNanos = new TreeMap<>();

  /**
   * What a node has.
   *
   * @param copies in parts of its fair share
   * @param roles in parts of its fair share
   * @param utilisation of what its segments keep it busiest with
   */
  record Share(double copies, double roles, double utilisation) {}

  private record Filling(Share last, boolean brought, long sinceNanos) {}

  /** Takes what all nodes have now; answers which of them are to be filled. */
  SortedSet<NodeId> observe(SortedMap<NodeId, Share> shares, long nowNanos) {
    double mean = shares.values().stream().mapToDouble(Share::utilisation).average().orElse(0);
    filling.keySet().retainAll(shares.keySet());
    restsUntilNanos.values().removeIf(until -> nowNanos - until >= 0);
    shares.forEach(
        (node, share) -> {
          Filling before = filling.get(node);
          if (before != null) {
            goOn(node, before, share, mean, nowNanos);
          } else if (isHollow(share, mean) && !restsUntilNanos.containsKey(node)) {
            filling.put(node, new Filling(share, false, nowNanos));
          }
        });
    return new TreeSet<>(filling.keySet());
  }

  private static boolean isHollow(Share share, double mean) {
    boolean lacks = share.copies() < HOLLOW || share.roles() < HOLLOW;
    return lacks && share.utilisation() <= Math.max(IDLE, mean / 2);
  }

  private void goOn(NodeId node, Filling before, Share now, double mean, long nowNanos) {
    boolean busy = now.utilisation() > Math.max(IDLE, BUSIER_THAN_OTHERS * mean);
    boolean moves = now.copies() != before.last.copies() || now.roles() != before.last.roles();
    if (busy || (!moves && nowNanos - before.sinceNanos > STANDSTILL_MAX.toNanos())) {
      filling.remove(node);
      restsUntilNanos.put(node, nowNanos + REST.toNanos());
    } else if (moves) {
      filling.put(node, new Filling(now, true, nowNanos));
    }
  }

  /** Nothing more is to be brought to a node. */
  void filled(NodeId node, long nowNanos) {
    Filling ended = filling.remove(node);
    if (ended != null && ended.brought) {
      restsUntilNanos.put(node, nowNanos + REST.toNanos());
    }
  }
}
