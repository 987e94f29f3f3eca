package io.starling.chaos.balance;

import java.util.SplittableRandom;

/**
 * How the load of segments changes around what it is at rest, and what their meters make of it: an
 * average over a minute.
 */
final class Weather {
  private static final double METER_SECONDS = 60;
  private static final double BURST_FACTOR = 5;
  private static final int BURST_SECONDS = 20;
  private static final double BURSTS_PER_SECOND = 1.0 / 1800;

  private final SplittableRandom random;
  private final int[] burstUntilSecond;

  Weather(int segments, long seed) {
    this.random = new SplittableRandom(seed);
    this.burstUntilSecond = new int[segments];
  }

  /**
   * A second in which each segment's load is drawn anew from an exponential distribution, and now
   * and then, for twenty seconds, is five times as much.
   */
  void blow(Cluster cluster, int second) {
    for (ModelSegment segment : cluster.segments()) {
      if (random.nextDouble() < BURSTS_PER_SECOND) {
        burstUntilSecond[segment.number] = second + BURST_SECONDS;
      }
      double now = random.nextExponential();
      if (second < burstUntilSecond[segment.number]) {
        now *= BURST_FACTOR;
      }
      segment.measured(segment.factor() + (now - segment.factor()) / METER_SECONDS);
    }
  }
}
