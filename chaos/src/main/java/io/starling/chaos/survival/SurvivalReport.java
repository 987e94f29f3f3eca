package io.starling.chaos.survival;

import io.starling.chaos.workload.WorkloadReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has shown. The names are those of the JSON.
 *
 * @param held whether nothing was lost or wrong, and all of it could be judged
 * @param faults that were inflicted
 * @param seconds under load
 * @param operations that ended
 * @param acknowledgedWrites among them
 * @param lostWrites acknowledged, and gone at the end
 * @param wrongReads groups of keys whose answers no order explains
 * @param undecided groups of keys that took the checker too long
 * @param unreadKeys that could not be read at the end
 * @param errors by code, each with how often
 * @param unavailability a line for each kind of fault
 * @param outages one for each fault
 * @param examples of what is wrong
 */
record SurvivalReport(
    boolean held,
    int faults,
    long seconds,
    long operations,
    long acknowledgedWrites,
    long lostWrites,
    int wrongReads,
    int undecided,
    long unreadKeys,
    Map<String, Long> errors,
    List<Unavailability> unavailability,
    List<Outage> outages,
    List<String> examples) {

  /**
   * The outages of one kind of fault, in milliseconds: without any write, and in the hash slot that
   * had to wait longest.
   */
  record Unavailability(
      String kind,
      int faults,
      long medianMillis,
      long maxMillis,
      long laneMedianMillis,
      long laneMaxMillis) {
    private static Unavailability of(String kind, List<Outage> outages) {
      long[] any = outages.stream().mapToLong(Outage::millis).sorted().toArray();
      long[] lane = outages.stream().mapToLong(Outage::laneMillis).sorted().toArray();
      int last = any.length - 1;
      int middle = last / 2;
      return new Unavailability(kind, any.length, any[middle], any[last], lane[middle], lane[last]);
    }
  }

  static SurvivalReport of(List<Outage> outages, WorkloadReport workload, Duration time) {
    var findings = workload.findings();
    return new SurvivalReport(
        findings.isClean() && workload.unreadKeys() == 0,
        outages.size(),
        time.toSeconds(),
        workload.operations(),
        workload.acknowledgedWrites().count(),
        findings.lostWrites(),
        findings.contradictions(),
        findings.undecided(),
        workload.unreadKeys(),
        workload.errors(),
        unavailability(outages),
        outages,
        findings.examples());
  }

  /** The same, judged more strictly: it held only if no client saw an error either. */
  SurvivalReport withoutErrors() {
    return new SurvivalReport(
        held && errors.isEmpty(),
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

  private static List<Unavailability> unavailability(List<Outage> outages) {
    Map<String, List<Outage>> byKind = new TreeMap<>();
    for (Outage outage : outages) {
      byKind.computeIfAbsent(outage.kind(), kind -> new ArrayList<>()).add(outage);
    }
    List<Unavailability> lines = new ArrayList<>();
    byKind.forEach((kind, some) -> lines.add(Unavailability.of(kind, some)));
    return lines;
  }

  /** For people. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "faults", faults);
    line(text, "seconds", seconds);
    line(text, "operations", operations);
    line(text, "acknowledged writes", acknowledgedWrites);
    line(text, "lost writes", lostWrites);
    line(text, "wrong reads", wrongReads);
    line(text, "undecided", undecided);
    line(text, "unread keys", unreadKeys);
    errors.forEach((code, count) -> line(text, "errors " + code, count));
    for (Unavailability kind : unavailability) {
      text.append(
          "no write after %s: median %,d ms, longest %,d ms; in a slot: %,d ms, %,d ms%n"
              .formatted(
                  kind.kind(),
                  kind.medianMillis(),
                  kind.maxMillis(),
                  kind.laneMedianMillis(),
                  kind.laneMaxMillis()));
    }
    examples.forEach(example -> text.append(example.strip()).append(System.lineSeparator()));
    return text.append(held ? "it held" : "IT DID NOT HOLD").toString();
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append("%-22s %,15d%n".formatted(name, value));
  }
}
