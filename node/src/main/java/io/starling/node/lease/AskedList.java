package io.starling.node.lease;

import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One list of segments that a peer is asked for, and the heartbeats that asked for it lately. */
final class AskedList {
  private static final int REMEMBERED_MAX = 8;

  /** A heartbeat, and until when a lease that answers it may be relied on. */
  record Sent(long nonce, List<SegmentEpoch> asked, long trustedUntilNanos) {}

  private final int number;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private @Nullable LeaseRequest lastInFull;

  AskedList(int number) {
    this.number = number;
  }

  /** The heartbeat that asks for these segments; as short as it can be. */
  LeaseMessage ask(long nonce, List<SegmentEpoch> asked, long trustedUntilNanos) {
    LeaseRequest known = lastInFull;
    LeaseRequest request =
        known != null && known.asked().equals(asked)
            ? known
            : new LeaseRequest(nonce, number, List.copyOf(asked));
    lastInFull = request;
    if (sent.size() == REMEMBERED_MAX) {
      sent.removeFirst();
    }
    sent.addLast(new Sent(nonce, request.asked(), trustedUntilNanos));
    boolean saysIt = request.nonce() == nonce;
    return saysIt ? request : new LeaseRenewal(nonce, number, request.nonce());
  }

  /** The heartbeat with this nonce; null if it is not one of the last. */
  @Nullable Sent find(long nonce) {
    for (Sent each : sent) {
      if (each.nonce == nonce) {
        return each;
      }
    }
    return null;
  }

  /** The peer does not know the list any more: it is said in full next. */
  void forgottenByPeer() {
    lastInFull = null;
  }
}
