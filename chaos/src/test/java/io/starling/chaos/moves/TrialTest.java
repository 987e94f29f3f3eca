package io.starling.chaos.moves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.gossip.status.MovePhase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrialTest {
  private static final List<Blow> ALL = List.of(Blow.values());

  @Test
  void aimsEveryBlowAtEachOfItsPhases() {
    List<Trial> plan = Trial.plan(Blow.PHASES, ALL, 2, 0, 1);
    assertEquals(2 * (4 * 7 + 2), plan.size());
    for (MovePhase phase : Blow.PHASES) {
      assertEquals(
          2,
          plan.stream()
              .filter(trial -> trial.phase() == phase && trial.blow() == Blow.SOURCE)
              .count());
    }
  }

  @Test
  void isTheSameForTheSameSeedAndMayBeCutShort() {
    List<Trial> plan = Trial.plan(Blow.PHASES, ALL, 1, 5, 7);
    assertEquals(5, plan.size());
    assertEquals(plan, Trial.plan(Blow.PHASES, ALL, 1, 0, 7).subList(0, 5));
  }

  @Test
  void namesTheBlowsAndPhasesThereAre() {
    assertEquals(
        "no blow \"explode\"; there are source, target, third, two, disk, cut",
        assertThrows(IllegalArgumentException.class, () -> Blow.ofWord("explode")).getMessage());
    assertEquals(
        "no phase \"undoing\"; there are offered, loading, verifying, ramping, sealed, switching,"
            + " probation",
        assertThrows(IllegalArgumentException.class, () -> Blow.phaseOfWord("undoing"))
            .getMessage());
  }
}
