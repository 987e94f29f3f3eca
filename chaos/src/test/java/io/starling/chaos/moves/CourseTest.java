package io.starling.chaos.moves;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.gossip.status.MovePhase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CourseTest {
  private static final List<String> LOG =
      List.of(
          "2026-12-01T05:00:00.010Z INFO MoveBook - segment 7 begins to move to abcdef01, about 9 bytes a copy"
              + " (manual, attempt 1)",
          "2026-12-01T05:00:00.500Z DEBUG TransitionLog - segment 7 epoch 4: abcdef01 is in sync",
          "2026-12-01T05:00:00.520Z DEBUG TransitionLog - segment 7 epoch 4: abcdef01 reads 5 %",
          "2026-12-01T05:00:02.600Z DEBUG TransitionLog - segment 8 epoch 4: sealed",
          "2026-12-01T05:00:02.610Z DEBUG TransitionLog - segment 7 epoch 4: sealed",
          "2026-12-01T05:00:02.615Z DEBUG TransitionLog - segment 7 epoch 4: handing over to abcdef01",
          "2026-12-01T05:00:02.622Z DEBUG TransitionLog - adopted segment 7 epoch 5 primary abcdef01"
              + " members [abcdef01]");

  private final Course course = new Course(7, 4, "abcdef01");

  private MovePhase at(String second) {
    return course.phaseAt(LOG, Instant.parse("2026-12-01T05:00:" + second + "Z"));
  }

  @Test
  void tellsThePhaseOfEachMoment() {
    assertEquals(MovePhase.OFFERED, at("00.009"));
    assertEquals(MovePhase.LOADING, at("00.010"));
    assertEquals(MovePhase.LOADING, at("00.499"));
    assertEquals(MovePhase.VERIFYING, at("00.510"));
    assertEquals(MovePhase.RAMPING, at("02.605"));
    assertEquals(MovePhase.SEALED, at("02.611"));
    assertEquals(MovePhase.SWITCHING, at("02.616"));
    assertEquals(MovePhase.PROBATION, at("09.000"));
  }

  @Test
  void everyPhaseButTheFirstBeginsWithALine() {
    for (MovePhase phase : Blow.PHASES.subList(1, Blow.PHASES.size())) {
      assertEquals(1, LOG.stream().filter(course.beginningOf(phase)).count(), phase.name());
    }
  }
}
