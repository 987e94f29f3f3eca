package io.starling.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PacingTest {
  @Property
  void anOpenLoopMeansToSendEveryRequestInItsPlace(
      @ForAll @IntRange(min = 1, max = 1_000_000) int ratePerSecond) {
    double interval = 1e9 / ratePerSecond;
    Pacing pacing = new Pacing.OpenLoop(7, interval, Pacing.NEVER);
    for (int i = 0; i < 100; i++) {
      assertEquals(7 + (long) (i * interval), pacing.take(0));
    }
  }

  @Property
  void whatIsDueIsTakenOrOverdue(
      @ForAll @IntRange(min = 1, max = 1000) int interval,
      @ForAll @IntRange(min = 0, max = 100_000) int end) {
    Pacing pacing = new Pacing.OpenLoop(0, interval, end);
    long all = pacing.overdue(end);
    long taken = 0;
    while (pacing.dueNanos(end) != Pacing.NEVER) {
      pacing.take(end);
      taken++;
      assertEquals(all - taken, pacing.overdue(end));
    }
    assertEquals(all, taken);
  }

  @Test
  void aClosedLoopMeansToSendNowUntilItsEnd() {
    Pacing pacing = new Pacing.ClosedLoop(100);
    assertEquals(99, pacing.dueNanos(99));
    assertEquals(99, pacing.take(99));
    assertEquals(Pacing.NEVER, pacing.dueNanos(100));
  }

  @Test
  void aCountEnds() {
    Pacing pacing = new Pacing.Count(1);
    assertEquals(5, pacing.dueNanos(5));
    pacing.take(5);
    assertEquals(Pacing.NEVER, pacing.dueNanos(6));
  }
}
