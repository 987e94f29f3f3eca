package io.starling.chaos.simulation.cluster;

import io.starling.node.lease.LeaseMessage;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.ListUnknown;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What one process may count as leases, worked out beside it from the messages that it exchanges.
 */
final class LeaseWatch {
  private record Asked(List<SegmentEpoch> segments, long untilNanos) {}

  private final NodeId self;
  private final Surroundings surroundings;
  private final LongPredicate counts;
  private final TreeMap<Long, Asked> askedByNonce = new TreeMap<>();
  private final TreeMap<Long, List<SegmentEpoch>> listByNonce = new TreeMap<>();

  /**
   * @param counts whether a lease that ends at a local time is counted now
   */
  LeaseWatch(NodeId self, Surroundings surroundings, LongPredicate counts) {
    this.self = self;
    this.surroundings = surroundings;
    this.counts = counts;
  }

  /** A heartbeat is sent. */
  void sent(LeaseMessage message, long nowNanos) {
    switch (message) {
      case LeaseRequest request -> {
        listByNonce.put(request.nonce(), request.asked());
        asked(request.nonce(), request.asked(), nowNanos);
      }
      case LeaseRenewal renewal ->
          asked(renewal.nonce(), listByNonce.getOrDefault(renewal.sameAs(), List.of()), nowNanos);
      case LeaseAnswer answer -> {}
      case ListUnknown unknown -> {}
    }
  }

  private void asked(long nonce, List<SegmentEpoch> segments, long nowNanos) {
    long trusted = surroundings.character().replica().lease().trustedNanos();
    askedByNonce.put(nonce, new Asked(segments, nowNanos + trusted));
  }

  void answered(NodeId lender, LeaseAnswer answer) {
    Asked asked = askedByNonce.remove(answer.nonce());
    if (asked == null) {
      return;
    }
    for (SegmentEpoch each : asked.segments) {
      if (!answer.refused().contains(each.segment())) {
        surroundings
            .witness()
            .leases()
            .lent(each.segment(), each.epoch(), lender, self, () -> counts.test(asked.untilNanos));
      }
    }
  }
}
