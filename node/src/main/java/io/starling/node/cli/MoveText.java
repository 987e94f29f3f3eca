package io.starling.node.cli;

import io.starling.node.admin.LoadReport;
import io.starling.node.admin.LoadReport.MoveReport;
import io.starling.node.admin.LoadReport.MoveTotals;
import java.util.ArrayList;
import java.util.List;

/** Moves that are under way, for people. */
final class MoveText {
  private static final int BAR_LENGTH_MIN = 4;
  private static final int BAR_LENGTH_MAX = 40;

  private MoveText() {}

  /**
   * A line of totals and a table; empty if there is nothing to tell.
   *
   * @param loads of all nodes
   * @param columns that the table should keep within
   */
  static String of(List<LoadReport> loads, int columns) {
    List<MoveReport> moves = new ArrayList<>();
    loads.forEach(load -> moves.addAll(load.moves()));
    List<MoveTotals> totals = loads.stream().map(LoadReport::moveTotals).toList();
    if (moves.isEmpty()) {
      return line(totals);
    }
    int others = table(moves, 0).width();
    int bar = Math.clamp(columns - others, BAR_LENGTH_MIN, BAR_LENGTH_MAX);
    long all = totals.stream().mapToLong(each -> each.underWay() + each.onProbation()).sum();
    String more = all > moves.size() ? "... and %d more%n".formatted(all - moves.size()) : "";
    return line(totals) + table(moves, bar) + more;
  }

  private static String line(List<MoveTotals> all) {
    long underWay = all.stream().mapToLong(MoveTotals::underWay).sum();
    long onProbation = all.stream().mapToLong(MoveTotals::onProbation).sum();
    long done = all.stream().mapToLong(MoveTotals::done).sum();
    long undone = all.stream().mapToLong(MoveTotals::undone).sum();
    if (underWay + onProbation + done + undone == 0) {
      return "";
    }
    return "Moves: %d under way, %d on probation; since the nodes started %d done, %d undone%n"
        .formatted(underWay, onProbation, done, undone);
  }

  private static TextTable table(List<MoveReport> moves, int bar) {
    TextTable table =
        new TextTable(">SEGMENT", "<FROM", "<TO", "<WHY", "<PHASE", "<PROGRESS", ">RATE", ">LEFT");
    for (MoveReport move : moves) {
      table.row(
          String.valueOf(move.segment()),
          StatusText.shortened(move.from()),
          StatusText.shortened(move.to()),
          move.cause(),
          move.phase(),
          progress(move, bar),
          move.bytesPerSecond() < 1 ? "" : Quantity.bytes((long) move.bytesPerSecond()) + "/s",
          left(move));
      String more = more(move);
      if (!more.isEmpty()) {
        table.note("         " + more);
      }
    }
    return table;
  }

  /** A move of the primary role alone has nothing to ship. */
  private static String progress(MoveReport move, int bar) {
    if (move.bytesTotal() <= 0) {
      return "no data";
    }
    double done = Math.clamp((double) move.bytesDone() / move.bytesTotal(), 0, 1);
    int filled = (int) (done * bar);
    return "[%s%s] %3d%%"
        .formatted("#".repeat(filled), "-".repeat(bar - filled), (int) (done * 100));
  }

  private static String left(MoveReport move) {
    Long seconds = move.secondsLeft();
    if (seconds == null) {
      return "?";
    }
    return seconds == 0 ? "" : seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }

  /** What is not as it should be. */
  private static String more(MoveReport move) {
    List<String> parts = new ArrayList<>();
    if (move.backlog() > 0) {
      parts.add(move.backlog() + " writes behind");
    }
    if (move.attempts() > 1) {
      parts.add("attempt " + move.attempts());
    }
    if (!move.lastError().isEmpty()) {
      parts.add("before: " + move.lastError());
    }
    return String.join("; ", parts);
  }
}
