package io.starling.node.lease;

import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The member's side of short heartbeats: the last list of each number that each peer has said in
 * full. A list is known by the nonce of its request and by nothing less, since what is lent must be
 * exactly what the primary counts.
 */
public final class LearnedLists {
  private final TreeMap<NodeId, TreeMap<Integer, LeaseRequest>> lastByPeer = new TreeMap<>();

  /** A peer has said a list in full. */
  public void learn(NodeId peer, LeaseRequest request) {
    lastByPeer.computeIfAbsent(peer, unused -> new TreeMap<>()).put(request.list(), request);
  }

  /** What a renewal asks for; null if it means a list that is not the last one of its number. */
  public @Nullable List<SegmentEpoch> find(NodeId peer, LeaseRenewal renewal) {
    TreeMap<Integer, LeaseRequest> ofPeer = lastByPeer.get(peer);
    LeaseRequest last = ofPeer == null ? null : ofPeer.get(renewal.list());
    return last != null && last.nonce() == renewal.sameAs() ? last.asked() : null;
  }

  /** The connection to a peer broke: it will say its lists again. */
  public void forget(NodeId peer) {
    lastByPeer.remove(peer);
  }
}
