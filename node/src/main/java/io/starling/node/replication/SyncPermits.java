package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import java.util.TreeMap;

/**
 * Bounds how many synchronisations one loop drives with one peer at a time: each may hold some
 * frames in memory. Counted for each peer, so that one who does not answer holds up nobody but
 * himself.
 */
final class SyncPermits {
  private final int perPeer;
  private final TreeMap<NodeId, Integer> taken = new TreeMap<>();

  SyncPermits(int perPeer) {
    this.perPeer = perPeer;
  }

  boolean tryAcquire(NodeId peer) {
    int now = taken.getOrDefault(peer, 0);
    if (now == perPeer) {
      return false;
    }
    taken.put(peer, now + 1);
    return true;
  }

  void release(NodeId peer) {
    taken.merge(peer, -1, Integer::sum);
  }
}
