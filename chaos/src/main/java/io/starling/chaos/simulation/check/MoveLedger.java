package io.starling.chaos.simulation.check;

import io.starling.gossip.agreement.Configuration;
import java.time.Duration;
import java.util.TreeMap;

/**
 * What becomes of segments when somebody moves them: no move leaves a segment with fewer live
 * members than when it was proposed (I9), and what was moved for the sake of balance is left alone
 * for a while (I7).
 */
public final class MoveLedger {
  /** How long the others may not know yet that a node does not run any more. */
  private static final Duration UNNOTICED = Duration.ofSeconds(5);

  /** Of clocks that run apart, and of what the freeze is measured by. */
  private static final double FREEZE_SHARE = 0.97;

  private final UpLedger ups;
  private final TreeMap<Integer, Proposed> proposed = new TreeMap<>();
  private final TreeMap<Integer, Balanced> balanced = new TreeMap<>();
  private long calmSinceNanos = Long.MAX_VALUE;
  private long decisions;

  private record Proposed(Configuration from, int live, long atNanos) {}

  private record Balanced(long epoch, long atNanos) {}

  public MoveLedger(UpLedger ups) {
    this.ups = ups;
  }

  /** A primary is about to propose the next epoch. */
  public void proposed(Configuration from, long nowNanos) {
    proposed.put(from.segment(), new Proposed(from, ups.countUp(from.members()), nowNanos));
  }

  /** A configuration is decided; to be told once. */
  public void decided(Configuration now) {
    Proposed last = proposed.get(now.segment());
    if (last == null
        || last.from.epoch() + 1 != now.epoch()
        || last.from.members().equals(now.members())) {
      return;
    }
    int live = ups.countUpSince(now.members(), last.atNanos - UNNOTICED.toNanos());
    if (live < last.live) {
      throw new InvariantViolatedException(
          Invariant.I9,
          now.segment(),
          "%s had %d live members, and %s has %d".formatted(last.from, last.live, now, live));
    }
  }

  /** Nothing goes wrong from now on. */
  public void calm(long nowNanos) {
    calmSinceNanos = nowNanos;
  }

  /**
   * A decision for the sake of balance came true with this epoch.
   *
   * @param freezeNanos how long the segment is to be left alone
   */
  public void balanced(int segment, long epoch, long nowNanos, long freezeNanos) {
    Balanced before = balanced.get(segment);
    if (before != null && before.epoch >= epoch) {
      return;
    }
    balanced.put(segment, new Balanced(epoch, nowNanos));
    decisions++;
    if (before != null && before.atNanos > calmSinceNanos) {
      check(segment, before, epoch, nowNanos - before.atNanos, freezeNanos);
    }
  }

  private static void check(
      int segment, Balanced before, long epoch, long afterNanos, long freezeNanos) {
    if (afterNanos < FREEZE_SHARE * freezeNanos) {
      throw new InvariantViolatedException(
          Invariant.I7,
          segment,
          "moved with epoch %d, and with epoch %d again %d ms later, within its freeze of %d ms"
              .formatted(before.epoch, epoch, afterNanos / 1_000_000, freezeNanos / 1_000_000));
    }
  }

  /** Decisions for the sake of balance that came true. */
  public long decisionsDone() {
    return decisions;
  }
}
