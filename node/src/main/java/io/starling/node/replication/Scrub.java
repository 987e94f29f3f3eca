package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.scrub.ScrubFinding;
import io.starling.antientropy.scrub.ScrubFinding.DamagedLeaf;
import io.starling.antientropy.scrub.ScrubFinding.DamagedValue;
import io.starling.antientropy.scrub.Scrubber;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rereads the copies of a loop, one after the other and a slice at a time, to find damage before a
 * client or another member meets it.
 */
final class Scrub {
  private final long intervalNanos;
  private @Nullable Replica current;
  private @Nullable SegmentCopy copy;
  private @Nullable Scrubber scrubber;
  private long dueAtNanos;

  Scrub(AuditSettings settings, long nowNanos) {
    this.intervalNanos = settings.scrubInterval().toNanos();
    this.dueAtNanos = nowNanos + intervalNanos;
  }

  /**
   * Takes a step if one is due.
   *
   * @param replicas all of the loop, by segment
   */
  void tick(Collection<Replica> replicas, long nowNanos) {
    if (nowNanos - dueAtNanos < 0) {
      return;
    }
    dueAtNanos = nowNanos + intervalNanos;
    Replica replica = current;
    Scrubber present = scrubber;
    if (replica == null || present == null || replica.copy() != copy || present.isAtStart()) {
      begin(next(replicas, replica == null ? -1 : replica.segment()));
    }
    step();
  }

  private void begin(Optional<Replica> next) {
    next.ifPresent(
        replica -> {
          SegmentCopy own = replica.ownCopy();
          current = replica;
          copy = own;
          scrubber = new Scrubber(own);
        });
  }

  /** The next one that has a copy, or the first one again. */
  private static Optional<Replica> next(Collection<Replica> replicas, int after) {
    return replicas.stream()
        .filter(replica -> replica.segment() > after && replica.copy() != null)
        .findFirst()
        .or(() -> replicas.stream().filter(replica -> replica.copy() != null).findFirst());
  }

  private void step() {
    Replica replica = current;
    Scrubber present = scrubber;
    if (replica != null && present != null && replica.copy() == copy) {
      replica
          .repair()
          .watch(() -> present.step().forEach(finding -> report(finding, replica.repair())));
    }
  }

  private static void report(ScrubFinding finding, CopyRepair repair) {
    switch (finding) {
      case DamagedValue value -> repair.found(value.key());
      case DamagedLeaf leaf -> repair.foundLeaf();
    }
  }
}
