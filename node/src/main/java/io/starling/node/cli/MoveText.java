package io.starling.node.cli;

import io.starling.node.admin.LoadReport.MoveReport;
import java.util.List;

/** Moves that are under way, for people. */
final class MoveText {
  private static final int BAR_LENGTH = 20;

  private MoveText() {}

  /** A table of them; empty if there are none. */
  static String of(List<MoveReport> moves) {
    if (moves.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            ">MOVE OF", "<FROM", "<TO", "<PHASE", "<PROGRESS", ">RATE", ">LEFT", ">TRY", "<ERROR");
    for (MoveReport move : moves) {
      table.row(
          String.valueOf(move.segment()),
          StatusText.shortened(move.from()),
          StatusText.shortened(move.to()),
          move.phase(),
          progress(move),
          Quantity.bytes((long) move.bytesPerSecond()) + "/s",
          left(move),
          String.valueOf(move.attempts()),
          move.lastError());
    }
    return table.toString();
  }

  /** A move of the primary role alone has nothing to ship. */
  private static String progress(MoveReport move) {
    if (move.bytesTotal() <= 0) {
      return "role only";
    }
    double done = Math.clamp((double) move.bytesDone() / move.bytesTotal(), 0, 1);
    int filled = (int) (done * BAR_LENGTH);
    return "[%s%s] %3d%%"
        .formatted("#".repeat(filled), "-".repeat(BAR_LENGTH - filled), (int) (done * 100));
  }

  private static String left(MoveReport move) {
    long bytes = move.bytesTotal() - move.bytesDone();
    if (bytes <= 0) {
      return "0 s";
    }
    return move.bytesPerSecond() < 1 ? "?" : (long) Math.ceil(bytes / move.bytesPerSecond()) + " s";
  }
}
