package io.starling.chaos.survival;

import io.starling.chaos.arena.Setting;
import io.starling.chaos.survival.SurvivalReport.ErrorCount;
import io.starling.chaos.survival.Unavailability.Spread;
import io.starling.node.cli.TextTable;

/** A {@link SurvivalReport} for people. */
final class SurvivalText {
  private SurvivalText() {}

  static String of(SurvivalReport report) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(totals(report)).append('\n').append(errors(report));
    if (report.faults() > 0) {
      text.append('\n').append(outages(report));
    }
    report.examples().forEach(example -> text.append('\n').append(example.strip()).append('\n'));
    return text.append(report.held() ? "\nit held" : "\nIT DID NOT HOLD").toString();
  }

  private static TextTable totals(SurvivalReport report) {
    Setting setting = report.setting();
    String rate =
        setting.callsPerSecond() == 0
            ? "as fast as answered"
            : "%,d calls a second".formatted(setting.callsPerSecond());
    TextTable table =
        new TextTable("<" + setting.server() + ", " + setting.client(), ">" + setting.mode());
    table.row("load", setting.threads() + " threads, " + rate);
    table.row("seconds under load", number(report.seconds()));
    table.row("operations", number(report.operations()));
    table.row("acknowledged writes", number(report.acknowledgedWrites()));
    table.row("of these lost", number(report.lostWrites()));
    table.row("wrong reads", number(report.wrongReads()));
    table.row("undecided", number(report.undecided()));
    table.row("keys that could not be read", number(report.unreadKeys()));
    return table;
  }

  private static String errors(SurvivalReport report) {
    if (report.errors().isEmpty()) {
      return "no client saw an error\n";
    }
    TextTable table = new TextTable("<error", "<the call was", ">times");
    for (ErrorCount error : report.errors()) {
      table.row(error.code(), error.outcome(), number(error.count()));
    }
    return table.toString();
  }

  private static TextTable outages(SurvivalReport report) {
    TextTable table =
        new TextTable("<fault", ">times", ">of primaries", "<milliseconds", ">median", ">longest");
    for (Unavailability kind : report.unavailability()) {
      String[] first = {kind.kind(), number(kind.faults()), number(kind.ofPrimaries())};
      row(table, first, "without any write", kind.anyWrite());
      row(table, new String[] {"", "", ""}, "without an answer in some slot", kind.slot());
      row(table, new String[] {"", "", ""}, "until all are ready", kind.recovery());
    }
    return table;
  }

  private static void row(TextTable table, String[] first, String what, Spread spread) {
    String median = number(spread.medianMillis());
    table.row(first[0], first[1], first[2], what, median, number(spread.maxMillis()));
  }

  private static String number(long value) {
    return "%,d".formatted(value);
  }
}
