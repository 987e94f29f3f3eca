package io.starling.chaos.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.chaos.growth.GrowthTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrowthTableTest {
  @Test
  void ratiosAreAboveOneWhereStarlingIsAhead() {
    String table =
        GrowthTable.of(
            List.of(
                new Row("Starling", new Growth(600_000, 2, 1.5, 3)),
                new Row("Other", new Growth(500_000, 5, 4, 6.5))));
    assertEquals(
        List.of(
            "| Starling | 600,000 | 2.0 | 300,000 | 60 | 1.5 | 400,000 | 80 | 3.0 |  |  |",
            "| Other | 500,000 | 5.0 | 100,000 | 20 | 4.0 | 125,000 | 25 | 6.5 | 3.00 | 3.20 |"),
        table.lines().skip(2).toList());
  }

  @Test
  void eachFigureHasItsOwnMedian() {
    assertEquals(
        new Growth(2, 3, 4, 5),
        Growth.median(
            List.of(new Growth(1, 3, 9, 5), new Growth(2, 1, 4, 8), new Growth(3, 7, 1, 2))));
  }
}
