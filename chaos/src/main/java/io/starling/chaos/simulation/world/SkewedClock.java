package io.starling.chaos.simulation.world;

import io.starling.node.replication.Now;

/**
 * The clocks of one machine: a monotonic one that runs up to one part in a hundred too fast or too
 * slow, and a wall clock that is off and may jump.
 */
public final class SkewedClock {
  /**
   * How far a monotonic clock may run apart from true time, in parts of a million (ARCHITECTURE.md
   * 3.5).
   */
  public static final int DRIFT_MAX_PPM = 10_000;

  private static final long PPM = 1_000_000;
  private static final long WALL_ORIGIN_MILLIS = 1_700_000_000_000L;

  private long sinceTrueNanos;
  private long sinceLocalNanos;
  private int driftPpm;
  private long wallOffsetMillis;

  /**
   * @param originNanos what the monotonic clock shows at true time 0
   */
  public SkewedClock(long originNanos, int driftPpm, long wallOffsetMillis) {
    this.sinceLocalNanos = originNanos;
    this.driftPpm = driftPpm;
    this.wallOffsetMillis = wallOffsetMillis;
  }

  /** What a process on this machine reads at a true time; true times never go back. */
  public Now at(long trueNanos) {
    return new Now(
        monotonicNanos(trueNanos), WALL_ORIGIN_MILLIS + trueNanos / PPM + wallOffsetMillis);
  }

  /** The monotonic clock alone. */
  public long monotonicNanos(long trueNanos) {
    long passed = trueNanos - sinceTrueNanos;
    return sinceLocalNanos + passed + passed * driftPpm / PPM;
  }

  /** From this true time on the clock runs at another rate. */
  public void drift(long trueNanos, int ppm) {
    sinceLocalNanos = monotonicNanos(trueNanos);
    sinceTrueNanos = trueNanos;
    driftPpm = ppm;
  }

  /** Somebody sets the wall clock. */
  public void jumpWall(long millis) {
    wallOffsetMillis += millis;
  }
}
