package io.starling.node.lease;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** While the primary counts a lease the member keeps its word, whatever clocks and network do. */
class LeaseLawsTest {
  private static final int SEGMENT = 4;
  private static final long EPOCH = 9;
  private static final long DRIFT_MAX = 10_000;
  private static final NodeId PRIMARY = new NodeId(0, 1);
  private static final NodeId MEMBER = new NodeId(0, 2);
  private static final NodeId THIRD = new NodeId(0, 3);
  private static final LeaseSettings SETTINGS = LeaseSettings.DEFAULT;
  private static final long LENGTH = SETTINGS.length().toNanos();

  @Property(tries = 2_000)
  void thePrimarysViewEndsBeforeTheMembers(
      @ForAll long primaryOrigin,
      @ForAll long memberOrigin,
      @ForAll @LongRange(min = -DRIFT_MAX, max = DRIFT_MAX) long primaryDrift,
      @ForAll @LongRange(min = -DRIFT_MAX, max = DRIFT_MAX) long memberDrift,
      @ForAll long seed) {
    new Pair(
            new DriftingClock(primaryOrigin, primaryDrift),
            new DriftingClock(memberOrigin, memberDrift),
            new Random(seed))
        .run();
  }

  @Example
  void theBoundHoldsAtItsEdge() {
    DriftingClock slow = new DriftingClock(0, -DRIFT_MAX);
    DriftingClock fast = new DriftingClock(0, DRIFT_MAX);
    GrantedLeases granted = new GrantedLeases(SETTINGS, false, fast.at(0));
    granted.grant(SEGMENT, fast.at(0));
    HeldLease held = new HeldLease(List.of(MEMBER, THIRD), true);
    held.grantedBy(MEMBER, slow.at(0) + SETTINGS.trustedNanos());
    long end = 0;
    while (granted.isLent(SEGMENT, fast.at(end))) {
      end += 1_000;
    }
    assertFalse(held.isHeld(slow.at(end)), "the primary trusts longer than the member lends");
    assertTrue(
        held.isHeld(slow.at(LENGTH - LENGTH / 25)), "the primary gives up more than it must");
  }

  @Example
  void aRestartedMemberWaitsOutWhatItMayHaveLent() {
    GrantedLeases restarted = new GrantedLeases(SETTINGS, true, 500);
    assertTrue(restarted.isLent(SEGMENT, 500 + LENGTH - 1));
    assertFalse(restarted.isLent(SEGMENT, 500 + LENGTH));
    GrantedLeases fresh = new GrantedLeases(SETTINGS, false, 500);
    assertFalse(fresh.isLent(SEGMENT, 500));
  }

  @Example
  void refusesALeaseTooShortToRenew() {
    assertThrows(
        IllegalArgumentException.class, () -> LeaseSettings.ofLength(Duration.ofMillis(49)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LeaseSettings(Duration.ofMillis(600), Duration.ofMillis(301)));
  }

  /** A primary and one member, with what is on its way between them, in true time. */
  private static final class Pair {
    private static final int HEARTBEATS = 12;

    private record Arrival(long trueNanos, Runnable what) {}

    private final DriftingClock primaryClock;
    private final DriftingClock memberClock;
    private final Random random;
    private final LeaseRequests requests;
    private final HeldLease held = new HeldLease(List.of(MEMBER, THIRD), true);
    private final List<Arrival> arrivals = new ArrayList<>();
    private GrantedLeases granted;
    private LearnedLists lists = new LearnedLists();
    private long now;

    Pair(DriftingClock primaryClock, DriftingClock memberClock, Random random) {
      this.primaryClock = primaryClock;
      this.memberClock = memberClock;
      this.random = random;
      this.requests = new LeaseRequests(SETTINGS, random.nextLong(), 0, 1);
      this.granted = new GrantedLeases(SETTINGS, true, memberClock.at(0));
    }

    void run() {
      for (int i = 0; i < HEARTBEATS; i++) {
        long sendAt = now + delay();
        passUntil(sendAt);
        send();
        if (random.nextInt(HEARTBEATS) == 0) {
          granted = new GrantedLeases(SETTINGS, true, memberClock.at(now));
          lists = new LearnedLists();
        }
      }
      passUntil(now + 2 * LENGTH);
    }

    private long delay() {
      return random.nextLong(random.nextBoolean() ? LENGTH / 8 : LENGTH);
    }

    private void send() {
      requests
          .ask(MEMBER, List.of(new SegmentEpoch(SEGMENT, EPOCH)), primaryClock.at(now))
          .forEach(message -> arrive(() -> lend(message)));
    }

    private void lend(LeaseMessage message) {
      if (message instanceof LeaseRequest request) {
        lists.learn(PRIMARY, request);
      } else if (message instanceof LeaseRenewal renewal && lists.find(PRIMARY, renewal) == null) {
        arrive(() -> requests.unknownTo(MEMBER, renewal.nonce()));
        return;
      }
      granted.grant(SEGMENT, memberClock.at(now));
      LeaseAnswer answer = new LeaseAnswer(message.nonce(), 0, 1, List.of());
      arrive(
          () ->
              requests.answered(
                  MEMBER, answer, (segment, epoch, until) -> held.grantedBy(MEMBER, until)));
    }

    private void arrive(Runnable what) {
      if (random.nextInt(4) > 0) {
        arrivals.add(new Arrival(now + delay(), what));
      }
    }

    private void passUntil(long trueNanos) {
      while (true) {
        Arrival next =
            arrivals.stream()
                .filter(each -> each.trueNanos <= trueNanos)
                .min((a, b) -> Long.compare(a.trueNanos, b.trueNanos))
                .orElse(null);
        passTo(next == null ? trueNanos : next.trueNanos);
        if (next == null) {
          return;
        }
        arrivals.remove(next);
        next.what.run();
      }
    }

    private void passTo(long trueNanos) {
      for (int step = 1; step <= 8; step++) {
        long at = now + (trueNanos - now) / 8 * step;
        check(at);
      }
      now = trueNanos;
      check(now);
    }

    private void check(long at) {
      if (held.isHeld(primaryClock.at(at))) {
        assertTrue(
            granted.isLent(SEGMENT, memberClock.at(at)),
            () -> PRIMARY + " counts at " + at + " what the member takes for ended");
      }
    }
  }
}
