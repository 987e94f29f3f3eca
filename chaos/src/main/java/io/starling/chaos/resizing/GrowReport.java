package io.starling.chaos.resizing;

import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.Setting;
import io.starling.chaos.arena.Verdict;
import io.starling.chaos.entries.Entries;
import io.starling.chaos.entries.Registers;
import io.starling.chaos.process.HostCommand.Ended;
import io.starling.chaos.workload.CallError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown. The names are those of the JSON.
 *
 * @param held whether all was as it must be
 * @param failings what was not, for people
 * @param setting who called, and how often
 * @param large calls a second on large entries, beside those of the setting
 * @param phases in their order
 * @param errors that clients saw
 * @param redirections of calls to another node, which cluster clients follow; null if the client
 *     does not tell
 * @param moved what the newcomer got
 * @param wrongAnswers that no order of the writes explains, the last reading included
 * @param unreadEntries that gave no answer at the end
 * @param verified what {@code starling verify} said
 * @param reserves of nodes that are not empty
 * @param seconds of the run
 */
record GrowReport(
    boolean held,
    List<String> failings,
    Setting setting,
    Entries entries,
    double large,
    List<Stretch> phases,
    List<ErrorCount> errors,
    @Nullable Long redirections,
    Moved moved,
    long wrongAnswers,
    long unreadEntries,
    String verified,
    List<String> reserves,
    List<Meter.Slice> seconds)
    implements Verdict {

  /** A phase of the run. */
  record Stretch(Phase phase, double seconds, double callsPerSecond, Times small, Times large) {}

  /**
   * How often clients saw an error.
   *
   * @param outcome of the calls: "not applied", which is certain, or "unknown"
   */
  record ErrorCount(Phase phase, String code, String outcome, long count) {}

  /**
   * What went to the newcomer.
   *
   * @param fair copies that each node would hold if all held the same
   * @param emptied whether it had given all of it back when it was stopped
   */
  record Moved(int copies, int primaries, int fair, boolean emptied) {
    /** Less than this part of a fair share is no filling. */
    private static final double PART_MIN = 0.7;

    boolean filled() {
      return copies >= PART_MIN * fair;
    }
  }

  @Override
  public String text() {
    return GrowText.of(this);
  }

  /** All that a report is made of. */
  record Findings(
      ClusterOptions cluster,
      GrowOptions options,
      Meter meter,
      Registers registers,
      @Nullable Long redirections,
      Moved moved,
      long unread,
      Ended verification,
      List<String> reserves) {

    GrowReport report() {
      List<Stretch> phases = new ArrayList<>();
      List<ErrorCount> errors = new ArrayList<>();
      for (Phase phase : Phase.values()) {
        Meter.Total total = meter.of(phase);
        if (phase != Phase.WARMING) {
          phases.add(stretch(phase, total));
        }
        total.errors().forEach((error, count) -> errors.add(count(phase, error, count)));
      }
      List<String> failings = failings(errors);
      return new GrowReport(
          failings.isEmpty(),
          failings,
          cluster.setting("starling"),
          registers.entries(),
          options.largeRate(),
          phases,
          errors,
          redirections,
          moved,
          registers.wrongAnswers(),
          unread,
          verification.lastLine(),
          reserves,
          meter.slices());
    }

    private static Stretch stretch(Phase phase, Meter.Total total) {
      Times small = total.small();
      double rate = small.calls() / Math.max(1e-3, total.seconds());
      return new Stretch(phase, total.seconds(), rate, small, total.large());
    }

    private static ErrorCount count(Phase phase, CallError error, long count) {
      return new ErrorCount(
          phase, error.code(), error.certain() ? "not applied" : "unknown", count);
    }

    private List<String> failings(List<ErrorCount> errors) {
      List<String> failings = new ArrayList<>();
      long count = errors.stream().mapToLong(ErrorCount::count).sum();
      add(failings, count > 0, "clients saw %,d errors".formatted(count));
      add(failings, !moved.filled(), "the newcomer got %d copies".formatted(moved.copies()));
      add(failings, !moved.emptied(), "the newcomer was not empty in time");
      add(failings, unread > 0, "%,d entries gave no answer".formatted(unread));
      failings.addAll(registers.examples());
      if (verification.exitCode() != 0) {
        failings.add("starling verify: " + verification.printed().strip());
      }
      reserves.forEach(reserve -> failings.add("a reserve is not empty: " + reserve));
      return failings;
    }

    private static void add(List<String> failings, boolean fails, String what) {
      if (fails) {
        failings.add(what);
      }
    }
  }
}
