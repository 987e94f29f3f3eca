package io.starling.chaos.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PlannedFaultTest {
  private static final List<FaultKind> BOTH = List.of(FaultKind.KILL, FaultKind.STOP);

  @Test
  void hitsEachNodeAsOftenAsTheOthers() {
    List<PlannedFault> plan = PlannedFault.plan(BOTH, 21, 3, 7);
    for (int node = 0; node < 3; node++) {
      int victim = node;
      assertEquals(7, plan.stream().filter(fault -> fault.victim() == victim).count());
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertEquals(PlannedFault.plan(BOTH, 20, 3, 7), PlannedFault.plan(BOTH, 20, 3, 7));
  }

  @Test
  void takesTheKindsInTurn() {
    List<FaultKind> kinds =
        PlannedFault.plan(BOTH, 3, 3, 1).stream().map(PlannedFault::kind).toList();
    assertEquals(List.of(FaultKind.KILL, FaultKind.STOP, FaultKind.KILL), kinds);
  }

  @Test
  void restartsEachNodeInOrder() {
    List<Integer> victims =
        PlannedFault.rollingRestart(2, 2).stream().map(PlannedFault::victim).toList();
    assertEquals(List.of(0, 1, 0, 1), victims);
  }

  @Test
  void namesTheFaultsThereAre() {
    var refused = assertThrows(IllegalArgumentException.class, () -> FaultKind.ofWord("explode"));
    assertEquals(
        "no fault \"explode\"; there are kill, restart, stop, partition", refused.getMessage());
  }
}
