package io.starling.chaos.simulation.cluster;

import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What one process may count as leases, worked out beside it from the messages that it exchanges.
 */
final class LeaseWatch {
  private record Asked(LeaseRequest request, long untilNanos) {}

  private final NodeId self;
  private final Surroundings surroundings;
  private final LongPredicate counts;
  private final TreeMap<Long, Asked> askedByNonce = new TreeMap<>();

  /**
   * @param counts whether a lease that ends at a local time is counted now
   */
  LeaseWatch(NodeId self, Surroundings surroundings, LongPredicate counts) {
    this.self = self;
    this.surroundings = surroundings;
    this.counts = counts;
  }

  void asked(LeaseRequest request, long nowNanos) {
    long trusted = surroundings.character().replica().lease().trustedNanos();
    askedByNonce.put(request.nonce(), new Asked(request, nowNanos + trusted));
  }

  void answered(NodeId lender, LeaseAnswer answer) {
    Asked asked = askedByNonce.remove(answer.nonce());
    if (asked == null) {
      return;
    }
    for (SegmentEpoch each : asked.request.asked()) {
      if (!answer.refused().contains(each.segment())) {
        surroundings
            .witness()
            .leases()
            .lent(each.segment(), each.epoch(), lender, self, () -> counts.test(asked.untilNanos));
      }
    }
  }
}
