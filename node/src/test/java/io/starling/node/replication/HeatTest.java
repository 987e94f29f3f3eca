package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeatTest {
  private static final long SECOND = 1_000_000_000;
  private static final long START = -3 * SECOND;

  private final Heat heat = new Heat(START);

  @Test
  void countsWhatHappenedLately() {
    heat.used(START);
    heat.used(START + 9 * SECOND);
    heat.used(START + 12 * SECOND);
    assertEquals(3, heat.operations(START + 12 * SECOND));
    assertEquals(1, heat.operations(START + 22 * SECOND));
    assertEquals(0, heat.operations(START + 32 * SECOND));
  }

  @Test
  void forgetsAllAfterALongSilence() {
    heat.used(START);
    assertEquals(0, heat.operations(START + 100 * SECOND));
  }
}
