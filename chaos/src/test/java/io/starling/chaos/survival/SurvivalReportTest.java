package io.starling.chaos.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.workload.AcknowledgedWrites;
import io.starling.chaos.workload.Findings;
import io.starling.chaos.workload.WorkloadReport;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SurvivalReportTest {
  private static final Findings CLEAN = new Findings(0, 0, 0, List.of());

  @Test
  void holdsOnlyIfNothingIsLostWrongUndecidedOrUnread() {
    assertTrue(report(CLEAN, 0).held());
    assertFalse(report(new Findings(1, 0, 0, List.of()), 0).held());
    assertFalse(report(new Findings(0, 1, 0, List.of()), 0).held());
    assertFalse(report(new Findings(0, 0, 1, List.of()), 0).held());
    assertFalse(report(CLEAN, 1).held());
  }

  @Test
  void aRollingRestartHoldsOnlyWithoutErrors() {
    WorkloadReport seen = workload(CLEAN, 0);
    assertTrue(SurvivalReport.of(List.of(), seen, Duration.ZERO).withoutErrors().held());
    seen.errors().put("TRYAGAIN", 1L);
    assertFalse(SurvivalReport.of(List.of(), seen, Duration.ZERO).withoutErrors().held());
  }

  @Test
  void showsTheMedianAndTheLongestOutageOfEachKindOfFault() {
    List<Outage> outages =
        List.of(
            new Outage("kill", 1, 300, 900, 4_000),
            new Outage("kill", 2, 100, 700, 4_000),
            new Outage("stop", 1, 50, 60, 10_000),
            new Outage("kill", 3, 200, 800, 4_000));
    SurvivalReport report = SurvivalReport.of(outages, workload(CLEAN, 0), Duration.ofSeconds(9));
    var kill = new SurvivalReport.Unavailability("kill", 3, 200, 300, 800, 900);
    assertEquals(kill, report.unavailability().getFirst());
    assertTrue(report.text().contains("no write after stop: median 50 ms"), report.text());
  }

  private static SurvivalReport report(Findings findings, long unread) {
    return SurvivalReport.of(List.of(), workload(findings, unread), Duration.ZERO);
  }

  private static WorkloadReport workload(Findings findings, long unread) {
    return new WorkloadReport(10, AcknowledgedWrites.NONE, new TreeMap<>(), unread, findings);
  }
}
