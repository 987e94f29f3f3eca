package io.starling.chaos.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GapsTest {
  private static final List<Long> EVENTS = List.of(10L, 20L, 50L, 60L, 100L);

  @Test
  void theLongestGapWithinIsFound() {
    assertEquals(30, Gaps.longestNanos(EVENTS, 15, 65 - 5));
  }

  @Test
  void aGapCountsWholeIfAPartOfItLiesWithin() {
    assertEquals(40, Gaps.longestNanos(EVENTS, 55, 70));
    assertEquals(30, Gaps.longestNanos(EVENTS, 40, 60));
  }

  @Test
  void whereNothingHappensAnyMoreTheEndCounts() {
    assertEquals(200, Gaps.longestNanos(EVENTS, 90, 300));
    assertEquals(50, Gaps.longestNanos(List.of(), 100, 150));
  }
}
