package io.starling.chaos.moves;

import io.starling.chaos.moves.TrialRecord.End;
import io.starling.gossip.status.MovePhase;
import io.starling.node.cli.TextTable;
import java.util.ArrayList;
import java.util.List;

/** A {@link MovesReport} for people. */
final class MovesText {
  private MovesText() {}

  static String of(MovesReport report) {
    StringBuilder text = new StringBuilder("\n");
    text.append("Blows that fell, by the phase in which the move was then;\n");
    text.append(
        "in brackets, how many of these moves came to their end, and how many were undone.\n\n");
    text.append(table(report)).append('\n').append(totals(report));
    report.failings().forEach(failing -> text.append("\n! ").append(failing.strip()));
    return text.append(report.held() ? "\nit held" : "\n\nIT DID NOT HOLD").toString();
  }

  private static TextTable table(MovesReport report) {
    List<String> headings = new ArrayList<>(List.of("<phase"));
    for (Blow blow : Blow.values()) {
      headings.add(">" + blow.word());
    }
    TextTable table = new TextTable(headings.toArray(String[]::new));
    for (MovePhase phase : Blow.PHASES) {
      List<String> cells = new ArrayList<>(List.of(Blow.word(phase)));
      for (Blow blow : Blow.values()) {
        cells.add(cell(report, phase, blow));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String cell(MovesReport report, MovePhase phase, Blow blow) {
    List<TrialRecord> here =
        report.records().stream()
            .filter(record -> record.phase() == phase && record.blow() == blow)
            .toList();
    if (here.isEmpty()) {
      return blow.phases().contains(phase) ? "0" : "-";
    }
    return "%d (%d, %d)"
        .formatted(here.size(), count(here, End.COMPLETED), count(here, End.UNDONE));
  }

  private static long count(List<TrialRecord> records, End end) {
    return records.stream().filter(record -> record.end() == end).count();
  }

  private static TextTable totals(MovesReport report) {
    String setting = "<" + report.setting().client() + ", " + report.setting().mode();
    TextTable table = new TextTable(setting, ">");
    table.row(
        "blows that fell, of those meant", report.records().size() + " of " + report.trials());
    table.row("slowest end of a move, once healed, ms", number(slowest(report)));
    table.row("operations", number(report.operations()));
    table.row("acknowledged writes", number(report.acknowledgedWrites()));
    table.row("of these lost", number(report.lostWrites()));
    table.row("wrong reads", number(report.wrongReads() + report.wrongEntries()));
    table.row("undecided", number(report.undecided()));
    table.row("keys that could not be read", number(report.unreadKeys()));
    table.row("starling verify", report.verified());
    return table;
  }

  private static long slowest(MovesReport report) {
    return report.records().stream().mapToLong(TrialRecord::millis).max().orElse(0);
  }

  private static String number(long value) {
    return "%,d".formatted(value);
  }
}
