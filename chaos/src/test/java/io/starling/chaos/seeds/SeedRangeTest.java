package io.starling.chaos.seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedRangeTest {
  @Test
  void runsEverySeedOnceAndAddsUp() throws InterruptedException {
    List<Long> seeds = new ArrayList<>();
    SeedTotals totals = new SeedRange(5, 3).run(report -> seeds.add(report.seed()));
    assertEquals(List.of(5L, 6L, 7L), seeds.stream().sorted().toList());
    assertTrue(totals.held());
    assertEquals(List.of(), totals.failedSeeds());
    assertTrue(totals.text().startsWith("3 seeds, "), totals::text);
  }

  @Test
  void needsAtLeastOneSeed() {
    assertThrows(IllegalArgumentException.class, () -> new SeedRange(1, 0));
  }
}
