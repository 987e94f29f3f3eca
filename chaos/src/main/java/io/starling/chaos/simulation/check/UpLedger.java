package io.starling.chaos.simulation.check;

import io.starling.storage.id.NodeId;
import java.util.Collection;
import java.util.TreeMap;

/** Which nodes run, and until when the others ran last. */
public final class UpLedger {
  private static final long STILL = Long.MAX_VALUE;

  private final TreeMap<NodeId, Long> untilNanos = new TreeMap<>();

  /** A node runs from now on. */
  public void up(NodeId node) {
    untilNanos.put(node, STILL);
  }

  /** A node does not run any more, or is held up. */
  public void down(NodeId node, long nowNanos) {
    untilNanos.merge(node, nowNanos, Math::min);
  }

  /** How many of these nodes run now. */
  int countUp(Collection<NodeId> nodes) {
    return countUpSince(nodes, STILL - 1);
  }

  /** How many of these nodes ran at that time or later. */
  int countUpSince(Collection<NodeId> nodes, long nanos) {
    return (int)
        nodes.stream()
            .filter(node -> untilNanos.getOrDefault(node, Long.MIN_VALUE) > nanos)
            .count();
  }
}
