package io.starling.chaos.resizing;

import io.starling.chaos.arena.Setting;
import io.starling.chaos.entries.Entries;
import io.starling.chaos.resizing.GrowReport.ErrorCount;
import io.starling.chaos.resizing.GrowReport.Stretch;
import io.starling.node.cli.TextTable;
import java.util.ArrayList;
import java.util.List;

/** A {@link GrowReport} for people. */
final class GrowText {
  static final List<String> HEADINGS =
      List.of("", "seconds", "calls/s", "p50 ms", "p99 ms", "p99.9 ms", "longest", "large p50 ms");

  private GrowText() {}

  static String of(GrowReport report) {
    StringBuilder text = new StringBuilder("\n");
    text.append(setting(report)).append("\n\n").append(phases(report)).append('\n');
    findings(report).forEach(line -> text.append(line).append('\n'));
    report.failings().forEach(failing -> text.append("\n! ").append(failing.strip()));
    return text.append(report.held() ? "\nit held" : "\n\nIT DID NOT HOLD").toString();
  }

  static String setting(GrowReport report) {
    Setting setting = report.setting();
    Entries entries = report.entries();
    return ("%s, %s; %,d entries of %,d B and %,d of %,d B; %d threads, %,d calls a second, and %s on"
            + " large entries; half of them write")
        .formatted(
            setting.client(),
            setting.mode(),
            entries.count(),
            entries.valueSize(),
            entries.large(),
            entries.largeSize(),
            setting.threads(),
            setting.callsPerSecond(),
            report.large());
  }

  private static TextTable phases(GrowReport report) {
    List<String> headings = new ArrayList<>();
    HEADINGS.forEach(heading -> headings.add((headings.isEmpty() ? "<" : ">") + heading));
    TextTable table = new TextTable(headings.toArray(String[]::new));
    report.phases().forEach(phase -> table.row(cells(phase).toArray(String[]::new)));
    return table;
  }

  static List<String> cells(Stretch phase) {
    Times small = phase.small();
    return List.of(
        phase.phase().word(),
        "%.0f".formatted(phase.seconds()),
        "%,.0f".formatted(phase.callsPerSecond()),
        "%.2f".formatted(small.p50()),
        "%.2f".formatted(small.p99()),
        "%.2f".formatted(small.p999()),
        "%.1f".formatted(small.max()),
        phase.large().calls() == 0 ? "-" : "%.0f".formatted(phase.large().p50()));
  }

  /** What else there is to say, a sentence a line. */
  static List<String> findings(GrowReport report) {
    List<String> lines = new ArrayList<>();
    GrowReport.Moved moved = report.moved();
    lines.add(
        "the newcomer got %d copies (%d would be its share) and %d primary roles, and %s"
            .formatted(
                moved.copies(),
                moved.fair(),
                moved.primaries(),
                moved.emptied() ? "gave all of them back" : "did not give all of them back"));
    lines.addAll(errors(report));
    if (report.redirections() != null) {
      lines.add("%,d calls were sent on to another node".formatted(report.redirections()));
    }
    lines.add(
        "%,d entries read back at the end, %,d without an answer; %,d wrong answers in all"
            .formatted(
                report.entries().total() - report.unreadEntries(),
                report.unreadEntries(),
                report.wrongAnswers()));
    lines.add("starling verify: " + report.verified());
    lines.add(report.reserves().isEmpty() ? "every reserve is empty" : "reserves are not empty");
    return lines;
  }

  private static List<String> errors(GrowReport report) {
    if (report.errors().isEmpty()) {
      return List.of("no client saw an error");
    }
    List<String> lines = new ArrayList<>();
    for (ErrorCount error : report.errors()) {
      lines.add(
          "%,d times %s, %s, %s"
              .formatted(error.count(), error.code(), error.outcome(), error.phase().word()));
    }
    return lines;
  }
}
