package io.starling.chaos.seeds;

import io.starling.chaos.simulation.RunReport;
import io.starling.chaos.simulation.fault.FaultKind;
import io.starling.chaos.simulation.fault.TurnoverKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What many runs came to. */
public final class SeedTotals {
  private final TreeMap<FaultKind, Long> faults = new TreeMap<>();
  private final TreeMap<TurnoverKind, Long> turnover = new TreeMap<>();
  private final TreeMap<Long, RunReport> failed = new TreeMap<>();
  private final List<Long> differed = new ArrayList<>();
  private final List<Long> undecided = new ArrayList<>();
  private long seeds;
  private long steps;
  private long operations;
  private RunReport.Moves moves = RunReport.Moves.NONE;
  private long virtualNanos;

  void add(SeedRange.Finished finished) {
    RunReport report = finished.report();
    seeds++;
    steps += report.steps();
    operations += report.operations();
    moves = moves.plus(report.moves());
    virtualNanos += report.virtualNanos();
    report.faults().forEach((kind, count) -> faults.merge(kind, (long) count, Long::sum));
    report.turnover().forEach((kind, count) -> turnover.merge(kind, (long) count, Long::sum));
    if (report.failure() != null) {
      failed.put(report.seed(), report);
    }
    if (!report.undecided().isEmpty()) {
      undecided.add(report.seed());
    }
    if (finished.differed()) {
      differed.add(report.seed());
    }
  }

  /** Whether every run was as it should be. */
  public boolean held() {
    return failed.isEmpty() && differed.isEmpty() && undecided.isEmpty();
  }

  /** Seeds that violated an invariant, in order. */
  public List<Long> failedSeeds() {
    return List.copyOf(failed.keySet());
  }

  /** For people: a few lines. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d seeds, %,d steps, %,d operations, %,.0f s of virtual time%n",
            seeds,
            steps,
            operations,
            virtualNanos / 1e9));
    text.append(
        String.format(
            Locale.ROOT,
            "moves of copies: %,d turned away, %,d begun, %,d undone, %,d changes of members;"
                + " for balance: %,d decisions came true, backups asked %,d times%n",
            moves.turnedAway(),
            moves.begun(),
            moves.undone(),
            moves.copiesMoved(),
            moves.balanced(),
            moves.shedWanted()));
    turnover.forEach((kind, count) -> text.append(line(kind.name(), count)));
    faults.forEach((kind, count) -> text.append(line(kind.name(), count)));
    failed.forEach(
        (seed, report) ->
            text.append(String.format("VIOLATED by seed %d: %s%n", seed, what(report))));
    differed.forEach(
        seed -> text.append(String.format("DIFFERED: seed %d ran twice, unlike%n", seed)));
    undecided.forEach(
        seed -> text.append(String.format("UNDECIDED: the history of seed %d%n", seed)));
    text.append(held() ? "No invariant was violated." : "NOT all is well.");
    return text.toString();
  }

  private static String line(String kind, long count) {
    return String.format(Locale.ROOT, "  %-18s %,10d%n", kind, count);
  }

  private static String what(RunReport report) {
    RunReport.Failure failure = report.failure();
    return failure == null
        ? "nothing"
        : failure.invariant() + " (" + failure.invariant().statement() + "): " + failure.what();
  }

  /** For scripts: the same as names and values, in a fixed order. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("held", held());
    json.put("seeds", seeds);
    json.put("steps", steps);
    json.put("operations", operations);
    json.put("movesTurnedAway", moves.turnedAway());
    json.put("movesBegun", moves.begun());
    json.put("movesUndone", moves.undone());
    json.put("copiesMoved", moves.copiesMoved());
    json.put("balanced", moves.balanced());
    json.put("shedWanted", moves.shedWanted());
    json.put("virtualSeconds", virtualNanos / 1_000_000_000);
    Map<String, Object> comings = new LinkedHashMap<>();
    turnover.forEach((kind, count) -> comings.put(kind.name(), count));
    json.put("turnover", comings);
    Map<String, Object> byKind = new LinkedHashMap<>();
    faults.forEach((kind, count) -> byKind.put(kind.name(), count));
    json.put("faults", byKind);
    Map<String, Object> violations = new LinkedHashMap<>();
    failed.forEach((seed, report) -> violations.put(Long.toString(seed), what(report)));
    json.put("violations", violations);
    json.put("differed", differed);
    json.put("undecided", undecided);
    return json;
  }
}
