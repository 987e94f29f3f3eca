package io.starling.node.lease;

import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The heartbeats that one loop of a node has sent, by peer, so that an answer is counted from when
 * its own request was sent. Remembers a bounded number of requests a peer; an answer to an older
 * one is worthless anyway.
 */
public final class LeaseRequests {
  private static final int REMEMBERED_MAX = 8;

  private final long trustedNanos;
  private final TreeMap<NodeId, Deque<Sent>> sentByPeer = new TreeMap<>();
  private long nextNonce;

  /**
   * @param firstNonce a random number: an answer to a request of an earlier process must not match
   */
  public LeaseRequests(LeaseSettings settings, long firstNonce) {
    this.trustedNanos = settings.trustedNanos();
    this.nextNonce = firstNonce;
  }

  /** Notes a request that is sent now. */
  public LeaseRequest ask(NodeId peer, List<SegmentEpoch> asked, long nowNanos) {
    LeaseRequest request = new LeaseRequest(nextNonce++, List.copyOf(asked));
    Deque<Sent> sent = sentByPeer.computeIfAbsent(peer, unused -> new ArrayDeque<>());
    if (sent.size() == REMEMBERED_MAX) {
      sent.removeFirst();
    }
    sent.addLast(new Sent(request, nowNanos + trustedNanos));
    return request;
  }

  /**
   * Hands every lease that an answer grants to {@code grants}; none if it answers no known request.
   */
  public void answered(NodeId peer, LeaseAnswer answer, Grants grants) {
    for (Sent sent : sentByPeer.getOrDefault(peer, new ArrayDeque<>())) {
      if (sent.request.nonce() == answer.nonce()) {
        TreeSet<Integer> refused = new TreeSet<>(answer.refused());
        for (SegmentEpoch asked : sent.request.asked()) {
          if (asked.segment() % answer.loopCount() == answer.loop()
              && !refused.contains(asked.segment())) {
            grants.granted(asked.segment(), asked.epoch(), sent.trustedUntilNanos);
          }
        }
        return;
      }
    }
  }

  /** Receives the leases of an answer. */
  @FunctionalInterface
  public interface Grants {
    void granted(int segment, long epoch, long trustedUntilNanos);
  }

  private record Sent(LeaseRequest request, long trustedUntilNanos) {}
}
