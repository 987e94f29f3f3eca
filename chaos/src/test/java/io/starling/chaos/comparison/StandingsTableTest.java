package io.starling.chaos.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.chaos.comparison.Contest.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StandingsTableTest {
  @Test
  void ratiosAreAboveOneWhereStarlingIsAhead() {
    StandingsTable table = new StandingsTable();
    table.add(
        new Task(Operation.SET, 50, 16),
        List.of(
            new Standing("Starling", "a tool", new Measurement(300_000, 1.5, 4, 2)),
            new Standing("Redis", "a tool", new Measurement(200_000, 2.5, 5, 3))));
    assertEquals(
        List.of(
            "| SET, pipeline 16 | a tool | Starling | 300,000 | 1.50 | 4.00 | 2.00 |  |  |",
            "| SET, pipeline 16 | a tool | Redis | 200,000 | 2.50 | 5.00 | 3.00 | 1.50 | 1.50 |"),
        table.toString().lines().skip(2).toList());
  }
}
