package io.starling.chaos.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SealsTest {
  private static final String NODE =
      """
      # TYPE starling_seal_seconds histogram
      starling_seal_seconds_bucket{le="0.005"} 90
      starling_seal_seconds_bucket{le="0.02"} 99
      starling_seal_seconds_bucket{le="+Inf"} 100
      starling_seal_seconds_count 100
      starling_seal_seconds_sum 0.5
      """;

  @Test
  void nodesAddUp() {
    Seals seals = Seals.parse(NODE + NODE);
    assertEquals(200, seals.count());
    assertEquals(5, seals.millis(0.9), 1e-9);
    assertEquals(20, seals.millis(0.99), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, seals.millis(1));
  }
}
