package io.starling.chaos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void spacesCallsEvenlyFromTheFirstOn() {
    Pace pace = new Pace(100, 1_000);
    assertEquals(50, pace.untilDue(950));
    pace.begin(1_000);
    assertEquals(100, pace.untilDue(1_000));
    pace.begin(1_130);
    assertEquals(70, pace.untilDue(1_130));
  }

  @Test
  void makesUpForALittleLatenessButNotForAnOutage() {
    Pace pace = new Pace(100, 0);
    pace.begin(5_000);
    assertEquals(0, pace.untilDue(5_000));
    pace.begin(5_000);
    assertEquals(100, pace.untilDue(5_000));
  }

  @Test
  void waitsForNothingIfThereIsNoInterval() {
    Pace pace = new Pace(0, 1_000);
    assertTrue(pace.untilDue(0) <= 0);
  }

  @Test
  void theThreadsOfALoadTakeTurns() {
    WorkloadSettings settings = WorkloadSettings.DEFAULT.withThreads(4).withCallsPerSecond(4_000);
    assertEquals(0, settings.pace(0, 0).untilDue(0));
    assertEquals(250_000, settings.pace(1, 0).untilDue(0));
    Pace last = settings.pace(3, 0);
    last.begin(750_000);
    assertEquals(1_000_000, last.untilDue(750_000));
  }
}
