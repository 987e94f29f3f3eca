package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Bounds how many synchronisations one loop drives with one peer at a time: each may hold some
 * frames in memory. Counted for each peer, so that one who does not answer holds up nobody but
 * himself.
 *
 * <p>Who is refused asks again in each round, and the rounds are in order of urgency. So while
 * somebody waits for a peer, nobody gets a permit between the rounds.
 */
final class SyncPermits {
  private final int perPeer;
  private final TreeMap<NodeId, Integer> taken = new TreeMap<>();
  private final TreeSet<NodeId> awaited = new TreeSet<>();
  private boolean inRound;

  SyncPermits(int perPeer) {
    this.perPeer = perPeer;
  }

  /** Begins a round in which everybody may ask. Answers whether somebody was refused before it. */
  boolean beginRound() {
    boolean someWait = !awaited.isEmpty();
    awaited.clear();
    inRound = true;
    return someWait;
  }

  void endRound() {
    inRound = false;
  }

  boolean tryAcquire(NodeId peer) {
    int now = taken.getOrDefault(peer, 0);
    if (now == perPeer || (!inRound && awaited.contains(peer))) {
      awaited.add(peer);
      return false;
    }
    taken.put(peer, now + 1);
    return true;
  }

  void release(NodeId peer) {
    taken.merge(peer, -1, Integer::sum);
  }
}
