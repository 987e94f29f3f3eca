package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.admin.PlanReport;
import io.starling.node.admin.PlanReport.Burden;
import io.starling.node.admin.PlanReport.PlannedMove;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterPlanTest {
  private static final String A = "aaaaaaaaaaaaaaaa";
  private static final String B = "bbbbbbbbbbbbbbbb";

  private static List<Burden> burdens(double cpu, double presence) {
    return List.of(new Burden("cpu", cpu, 4), new Burden("presence", presence, 100));
  }

  @Test
  void sumsUpWhatTheNodesWouldDo() {
    PlannedMove move =
        new PlannedMove(
            7,
            true,
            A,
            B,
            2048,
            0.25,
            0.0625,
            List.of(new Burden("cpu", 1, 0), new Burden("presence", 4, 0)));
    ClusterPlan plan =
        ClusterPlan.of(
            List.of(
                new PlanReport(A, true, "", burdens(3, 20), List.of(move)),
                new PlanReport(B, false, "it is as busy as the others", burdens(0, 20), List.of())),
            List.of("cccccccc at 10.0.0.3:9379 has no plan: Connection refused"));
    assertEquals(
        """
        NODE      BUSIEST WITH      BEFORE%  AFTER%  GIVES  TAKES
        aaaaaaaa  cpu                  75.0    50.0      1      0
        bbbbbbbb  copies and roles     20.0    25.0      0      1
                  sheds nothing: it is as busy as the others

        SEGMENT  WHAT  FROM      TO          SHIPS    GAIN    COST
              7  copy  aaaaaaaa  bbbbbbbb  2.0 KiB  0.2500  0.0625
        cccccccc at 10.0.0.3:9379 has no plan: Connection refused
        """,
        plan.text());
  }

  @Test
  void saysWhenNothingIsToDo() {
    PlanReport calm =
        new PlanReport(A, false, "it is as busy as the others", burdens(1, 20), List.of());
    assertEquals(
        """
        NODE      BUSIEST WITH  BEFORE%  AFTER%  GIVES  TAKES
        aaaaaaaa  cpu              25.0    25.0      0      0
                  sheds nothing: it is as busy as the others

        Nothing would be moved now.
        """,
        ClusterPlan.of(List.of(calm), List.of()).text());
  }
}
