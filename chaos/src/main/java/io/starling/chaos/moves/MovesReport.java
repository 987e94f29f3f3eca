package io.starling.chaos.moves;

import io.starling.chaos.arena.Setting;
import io.starling.chaos.arena.Verdict;
import io.starling.chaos.entries.Registers;
import io.starling.chaos.moves.TrialRecord.End;
import io.starling.chaos.process.HostCommand.Ended;
import io.starling.chaos.workload.WorkloadReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has shown. The names are those of the JSON.
 *
 * @param held whether all was as it must be
 * @param failings what was not, for people
 * @param setting who called, and how often
 * @param trials that were to be
 * @param records of those that came about, in their order
 * @param operations of the clients that ended
 * @param acknowledgedWrites among them
 * @param lostWrites acknowledged, and gone at the end
 * @param wrongReads groups of keys whose answers no order explains
 * @param undecided groups of keys that took the checker too long
 * @param unreadKeys that could not be read at the end, of the clients and of what the segments were
 *     filled with
 * @param wrongEntries of what the segments were filled with
 * @param verified what {@code starling verify} said
 */
record MovesReport(
    boolean held,
    List<String> failings,
    Setting setting,
    int trials,
    List<TrialRecord> records,
    long operations,
    long acknowledgedWrites,
    long lostWrites,
    int wrongReads,
    int undecided,
    long unreadKeys,
    long wrongEntries,
    String verified)
    implements Verdict {

  @Override
  public String text() {
    return MovesText.of(this);
  }

  /** All that a report is made of. */
  record Findings(
      Setting setting,
      int trials,
      List<TrialRecord> records,
      WorkloadReport workload,
      Registers registers,
      long unreadEntries,
      Ended verification,
      List<String> reserves) {

    MovesReport report() {
      List<String> failings = failings();
      return new MovesReport(
          failings.isEmpty(),
          failings,
          setting,
          trials,
          records,
          workload.operations(),
          workload.answered().writes(),
          workload.findings().lostWrites(),
          workload.findings().contradictions(),
          workload.findings().undecided(),
          workload.unreadKeys() + unreadEntries,
          registers.wrongAnswers(),
          verification.lastLine());
    }

    private List<String> failings() {
      List<String> failings = new ArrayList<>(registers.examples());
      if (!workload.findings().isClean()) {
        failings.add("a client was told what cannot be, see above");
        failings.addAll(workload.findings().examples());
      }
      if (workload.unreadKeys() + unreadEntries > 0) {
        failings.add("some keys gave no answer at the end");
      }
      for (TrialRecord each : records) {
        if (each.end() == End.UNFINISHED) {
          failings.add("a move came to no end: " + each);
        }
      }
      if (verification.exitCode() != 0) {
        failings.add("starling verify: " + verification.printed().strip());
      }
      reserves.forEach(reserve -> failings.add("a reserve is not empty: " + reserve));
      return failings;
    }
  }
}
