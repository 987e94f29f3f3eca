package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.admin.LoadReport.MoveReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveTextTest {
  private static MoveReport move(String phase, long done, long total, double rate, String error) {
    return new MoveReport(
        7, "0123456789abcdef", "fedcba9876543210", phase, done, total, rate, 0, 2, error);
  }

  @Test
  void isNothingWithoutMoves() {
    assertEquals("", MoveText.of(List.of()));
  }

  @Test
  void showsHowFarEachMoveIs() {
    assertEquals(
        """
        MOVE OF  FROM      TO        PHASE    PROGRESS                          RATE  LEFT  TRY  ERROR
              7  01234567  fedcba98  loading  [##########----------]  50%  1.0 KiB/s   2 s    2  cut
              7  01234567  fedcba98  loading  [--------------------]   0%      0 B/s     ?    2
              7  01234567  fedcba98  sealed   role only                        0 B/s   0 s    2
        """,
        MoveText.of(
            List.of(
                move("loading", 2_000, 4_000, 1024, "cut"),
                move("loading", 0, 4_000, 0, ""),
                move("sealed", 0, 0, 0, ""))));
  }
}
