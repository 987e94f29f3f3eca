package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import java.util.TreeMap;

/**
 * When this loop last heard from each peer. Only a hint where to begin something; what is right
 * never depends on it.
 */
public final class PeerLiveness {
  private final long silentNanos;
  private final TreeMap<NodeId, Long> heardNanos = new TreeMap<>();

  /**
   * @param silentNanos how long a peer may be silent and still be thought reachable
   */
  public PeerLiveness(long silentNanos) {
    this.silentNanos = silentNanos;
  }

  /** A message of this peer came in. */
  public void heard(NodeId peer, long nowNanos) {
    heardNanos.put(peer, nowNanos);
  }

  /** The connection to this peer broke. */
  public void lost(NodeId peer) {
    heardNanos.remove(peer);
  }

  /** Whether a message of this peer came in lately. */
  public boolean isReachable(NodeId peer, long nowNanos) {
    Long heard = heardNanos.get(peer);
    return heard != null && nowNanos - heard < silentNanos;
  }
}
