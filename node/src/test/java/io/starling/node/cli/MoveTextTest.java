package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.admin.LoadReport;
import io.starling.node.admin.LoadReport.MoveReport;
import io.starling.node.admin.LoadReport.MoveTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoveTextTest {
  private static final int COLUMNS = 80;

  private static MoveReport move(
      String phase, long done, long total, double rate, @Nullable Long left) {
    return new MoveReport(
        7,
        "0123456789abcdef",
        "fedcba9876543210",
        "drain",
        phase,
        done,
        total,
        rate,
        left,
        0,
        1,
        "");
  }

  private static MoveReport broken(MoveReport move) {
    return new MoveReport(
        move.segment(),
        move.from(),
        move.to(),
        move.cause(),
        move.phase(),
        move.bytesDone(),
        move.bytesTotal(),
        move.bytesPerSecond(),
        move.secondsLeft(),
        120,
        2,
        "the stream broke off");
  }

  private static List<LoadReport> loads(MoveTotals totals, MoveReport... moves) {
    return List.of(
        new LoadReport(List.of(), 0, 0, 0, 0, List.of(moves), totals, List.of()),
        new LoadReport(List.of(), 0, 0, 0, 0, List.of(), MoveTotals.NONE, List.of()));
  }

  @Test
  void isNothingWithoutMoves() {
    assertEquals("", MoveText.of(loads(MoveTotals.NONE), COLUMNS));
  }

  @Test
  void showsHowFarEachMoveIs() {
    assertEquals(
        """
        Moves: 9 under way, 1 on probation; since the nodes started 30 done, 2 undone
        SEGMENT  FROM      TO        WHY    PHASE    PROGRESS                RATE  LEFT
              7  01234567  fedcba98  drain  loading  [#####-----]  50%  1.0 KiB/s   2 s
                 120 writes behind; attempt 2; before: the stream broke off
              7  01234567  fedcba98  drain  loading  [----------]   0%                ?
              7  01234567  fedcba98  drain  sealed   no data
        ... and 7 more
        """,
        MoveText.of(
            loads(
                new MoveTotals(9, 1, 30, 2),
                broken(move("loading", 2_000, 4_000, 1024, 2L)),
                move("loading", 0, 4_000, 0, null),
                move("sealed", 0, 0, 0, 0L)),
            COLUMNS));
  }

  @Test
  void keepsWithinTheColumns() {
    MoveReport wide = move("verifying", 1L << 30, 1L << 31, 1_000.0 * (1 << 20), 100L);
    MoveText.of(loads(MoveTotals.NONE, wide), COLUMNS)
        .lines()
        .forEach(line -> assertTrue(line.length() <= COLUMNS, line));
  }
}
