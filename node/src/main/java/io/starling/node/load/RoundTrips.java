package io.starling.node.load;

import io.starling.storage.id.NodeId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long an answer of each node takes, smoothed as TCP does it (RFC 6298): an eighth of each
 * sample. Holds nodes that a connection leads to.
 */
public final class RoundTrips {
  private static final int WEIGHT_OF_PAST = 7;

  private final TreeMap<NodeId, Long> smoothedNanos = new TreeMap<>();

  /** An answer of a node took so long; less than nothing is nothing. */
  public void took(NodeId peer, long nanos) {
    long sample = Math.max(0, nanos);
    smoothedNanos.merge(
        peer, sample, (past, now) -> (past * WEIGHT_OF_PAST + now) / (WEIGHT_OF_PAST + 1));
  }

  /** Nothing leads to the node any more. */
  public void forget(NodeId peer) {
    smoothedNanos.remove(peer);
  }

  /** A copy. */
  public SortedMap<NodeId, Long> nanos() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(smoothedNanos));
  }
}
