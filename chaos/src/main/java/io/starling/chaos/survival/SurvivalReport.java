package io.starling.chaos.survival;

import io.starling.chaos.arena.Setting;
import io.starling.chaos.arena.Verdict;
import io.starling.chaos.workload.WorkloadReport;
import java.time.Duration;
import java.util.List;

/**
 * What a run has shown. The names are those of the JSON.
 *
 * @param held whether nothing was lost or wrong, and all of it could be judged
 * @param setting who called what, and how often
 * @param faults that were inflicted
 * @param seconds under load
 * @param operations that ended
 * @param acknowledgedWrites among them
 * @param lostWrites acknowledged, and gone at the end
 * @param wrongReads groups of keys whose answers no order explains
 * @param undecided groups of keys that took the checker too long
 * @param unreadKeys that could not be read at the end
 * @param errors that clients saw
 * @param unavailability a line for each kind of fault
 * @param outages one for each fault
 * @param examples of what is wrong
 */
record SurvivalReport(
    boolean held,
    Setting setting,
    int faults,
    long seconds,
    long operations,
    long acknowledgedWrites,
    long lostWrites,
    int wrongReads,
    int undecided,
    long unreadKeys,
    List<ErrorCount> errors,
    List<Unavailability> unavailability,
    List<Outage> outages,
    List<String> examples)
    implements Verdict {

  /**
   * How often clients saw an error.
   *
   * @param outcome of the calls: "not applied", which is certain, or "unknown"
   */
  record ErrorCount(String code, String outcome, long count) {}

  static SurvivalReport of(
      Setting setting, List<Outage> outages, WorkloadReport workload, Duration time) {
    var findings = workload.findings();
    return new SurvivalReport(
        findings.isClean() && workload.unreadKeys() == 0,
        setting,
        outages.size(),
        time.toSeconds(),
        workload.operations(),
        workload.answered().writes(),
        findings.lostWrites(),
        findings.contradictions(),
        findings.undecided(),
        workload.unreadKeys(),
        errors(workload),
        Unavailability.byKind(outages),
        outages,
        findings.examples());
  }

  private static List<ErrorCount> errors(WorkloadReport workload) {
    return workload.errors().entrySet().stream()
        .map(
            error ->
                new ErrorCount(
                    error.getKey().code(),
                    error.getKey().certain() ? "not applied" : "unknown",
                    error.getValue()))
        .toList();
  }

  /** The same, judged more strictly: it held only if no client saw an error either. */
  SurvivalReport withoutErrors() {
    return new SurvivalReport(
        held && errors.isEmpty(),
        setting,
        faults,
        seconds,
        operations,
        acknowledgedWrites,
        lostWrites,
        wrongReads,
        undecided,
        unreadKeys,
        errors,
        unavailability,
        outages,
        examples);
  }

  @Override
  public String text() {
    return SurvivalText.of(this);
  }
}
