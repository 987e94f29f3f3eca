package io.starling.node.loop;

import io.starling.node.metrics.LatencyBuckets;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.ReplicaEvent.Opened;
import io.starling.node.replication.ReplicaEvent.Sealed;
import io.starling.node.replication.ReplicaEvent.SuccessorOpened;
import io.starling.node.replication.ReplicaEvent.Unsealed;
import java.time.Duration;
import java.util.TreeMap;

/**
 * How long nobody served a segment because it changed hands, as its old primary knows it: from the
 * seal until the next primary says that it serves, or has answered a request that was forwarded
 * from here.
 *
 * <p>Belongs to its loop.
 */
final class SealMeter {
  /** After so long nobody knows any more what came first. */
  private static final long KNOWN_NANOS_MAX = Duration.ofMinutes(1).toNanos();

  private final LatencyBuckets held;
  private final TreeMap<Integer, Long> sealedAtNanos = new TreeMap<>();

  SealMeter(LatencyBuckets held) {
    this.held = held;
  }

  void note(ReplicaEvent event, long nowNanos) {
    if (event instanceof Sealed) {
      sealedAtNanos.put(event.segment(), nowNanos);
    } else if (event instanceof Unsealed
        || event instanceof Opened
        || event instanceof SuccessorOpened) {
      served(event.segment(), nowNanos);
    }
  }

  /** Somebody serves the segment. */
  void served(int segment, long nowNanos) {
    if (sealedAtNanos.isEmpty()) {
      return;
    }
    Long since = sealedAtNanos.remove(segment);
    if (since != null && nowNanos - since < KNOWN_NANOS_MAX) {
      held.record(nowNanos - since, 1);
    }
  }
}
