package io.starling.node.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.migration.MovePace.Felt;
import org.junit.jupiter.api.Test;

class MovePaceTest {
  private static final double CAP = 500e6;
  private static final long STEP = 250_000_000;

  private final MovePace pace = new MovePace(CAP, 0);
  private long now;

  private double step(double commands, double p99, double lag, boolean ships) {
    now += STEP;
    return pace.next(new Felt(commands, p99, lag, ships), now);
  }

  private double steps(int count, double p99, boolean ships) {
    double rate = 0;
    for (int i = 0; i < count; i++) {
      rate = step(1000, p99, 0, ships);
    }
    return rate;
  }

  @Test
  void shipsAsFastAsItMayWhileNobodyIsDisturbed() {
    assertEquals(CAP, step(0, 0, 100, true));
    assertFalse(pace.isLimited());
  }

  @Test
  void beginsSlowlyWithClientsAndGrowsWhileTheyFeelNothing() {
    assertTrue(steps(20, 1, false) < 10e6);
    assertTrue(pace.isLimited());
    double first = steps(1, 1, true);
    double second = steps(4, 1, true);
    assertTrue(second > 2 * first, first + " then " + second);
    assertEquals(CAP, steps(100, 1.2, true));
  }

  @Test
  void givesWayToClientsDownToAFloor() {
    steps(20, 1, false);
    double before = steps(12, 1, true);
    assertTrue(steps(1, 2, true) < 0.7 * before);
    assertEquals(2e6, steps(30, 2, true));
  }

  @Test
  void growsSlowlyOnceItWasTooMuch() {
    steps(20, 1, false);
    steps(12, 1, true);
    double backed = steps(1, 2, true);
    assertEquals(backed + 4e6, steps(4, 1, true), 1);
  }

  @Test
  void aLoopThatComesLateCountsAsWell() {
    steps(20, 1, false);
    double before = steps(8, 1, true);
    assertTrue(step(1000, 1, 15, true) < before);
  }

  @Test
  void whatIsNoBetterAtTheFloorIsNotBlamedOnMoves() {
    steps(20, 1, false);
    assertEquals(2e6, steps(40, 3, true));
    assertTrue(steps(600, 3, true) > 10e6);
  }

  @Test
  void theNextMoveIsMeasuredAgainstWhatWasFeltBetween() {
    steps(20, 1, false);
    steps(20, 1, true);
    steps(120, 4, false);
    assertTrue(steps(8, 4.2, true) > 16e6);
  }
}
