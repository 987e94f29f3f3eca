package io.starling.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.metrics.LatencyBuckets;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
  private final LatencyWindow window = new LatencyWindow();
  private final long[] counts = new long[LatencyBuckets.BOUNDED + 1];

  private void take(int bucket, long more) {
    counts[bucket] += more;
    window.take(counts.clone());
  }

  @Test
  void isNothingWithoutCommands() {
    assertEquals(0, window.p99Millis());
    take(3, 0);
    take(3, 0);
    assertEquals(0, window.p99Millis());
  }

  @Test
  void liesInTheBucketOfTheSlowestHundredth() {
    take(0, 0);
    take(4, 98);
    take(9, 2);
    double bucket = LatencyBuckets.boundNanos(8) / 1e6;
    assertEquals(1.5 * bucket, window.p99Millis(), 1e-9);
  }

  @Test
  void forgetsWhatIsSecondsAgo() {
    take(0, 0);
    take(20, 1_000);
    for (int second = 0; second < 6; second++) {
      take(2, 100);
    }
    assertEquals(LatencyBuckets.boundNanos(2) * (0.5 + 0.99 / 2) / 1e6, window.p99Millis(), 1e-9);
  }

  @Test
  void isTheLastBoundIfEverythingIsSlower() {
    take(0, 0);
    take(LatencyBuckets.BOUNDED, 10);
    assertEquals(
        LatencyBuckets.boundNanos(LatencyBuckets.BOUNDED - 1) / 1e6, window.p99Millis(), 1e-9);
  }
}
