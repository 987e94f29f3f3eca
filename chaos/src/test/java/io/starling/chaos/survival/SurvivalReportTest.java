package io.starling.chaos.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.arena.Setting;
import io.starling.chaos.survival.SurvivalReport.ErrorCount;
import io.starling.chaos.survival.Unavailability.Spread;
import io.starling.chaos.workload.AnsweredCalls;
import io.starling.chaos.workload.CallError;
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
    assertTrue(report(List.of(), seen).withoutErrors().held());
    seen.errors().put(new CallError("TRYAGAIN", true), 1L);
    assertFalse(report(List.of(), seen).withoutErrors().held());
  }

  @Test
  void showsTheMedianAndTheLongestOutageOfEachKindOfFault() {
    List<Outage> outages =
        List.of(
            new Outage("kill", 1, 85, 300, 900, 4_000),
            new Outage("kill", 2, 0, 100, 700, 5_000),
            new Outage("stop", 1, 85, 50, 60, 10_000),
            new Outage("kill", 3, 86, 200, 800, 6_000));
    SurvivalReport report = report(outages, workload(CLEAN, 0));
    assertEquals(
        new Unavailability(
            "kill", 3, 2, new Spread(200, 300), new Spread(800, 900), new Spread(5_000, 6_000)),
        report.unavailability().getFirst());
    String text = SurvivalText.of(report);
    assertTrue(text.contains("stop       1             1  without any write"), text);
  }

  @Test
  void saysOfEachErrorWhetherTheCallWasCertainlyNotApplied() {
    WorkloadReport seen = workload(CLEAN, 0);
    seen.errors().put(new CallError("UNKNOWN", false), 2L);
    seen.errors().put(new CallError("TRYAGAIN", true), 1L);
    assertEquals(
        List.of(
            new ErrorCount("TRYAGAIN", "not applied", 1), new ErrorCount("UNKNOWN", "unknown", 2)),
        report(List.of(), seen).errors());
  }

  private static SurvivalReport report(Findings findings, long unread) {
    return report(List.of(), workload(findings, unread));
  }

  private static SurvivalReport report(List<Outage> outages, WorkloadReport workload) {
    Setting setting = new Setting("starling", "jedis", "port2", 16, 3_000);
    return SurvivalReport.of(setting, outages, workload, Duration.ofSeconds(9));
  }

  private static WorkloadReport workload(Findings findings, long unread) {
    return new WorkloadReport(10, AnsweredCalls.NONE, new TreeMap<>(), unread, findings);
  }
}
