package io.starling.node.load;

import java.time.Duration;

/**
 * What a unit of work costs in processor time, learned from what the loops of the node used while
 * they did so many units. A unit is about a read of a small value.
 *
 * <p>The ratio of two decayed sums, so that busy seconds teach more than idle ones. What an idle
 * loop uses for its upkeep would make its few requests look dear: beyond {@link #NANOS_MAX} a unit
 * nothing is put down to them, since it would not go away with them.
 */
final class WorkCost {
  /** Measured on the development machine, where one command a turn costs most. */
  private static final double NANOS_TYPICAL = 8_000;

  private static final double NANOS_MIN = 500;
  private static final double NANOS_MAX = 40_000;
  private static final Smoothing MEMORY = new Smoothing(Duration.ofSeconds(30));

  /** A write is evaluated, put into the journal, applied, sent, and counted when it is held. */
  private static final double UNITS_OF_A_WRITE = 2;

  /** An append lacks the client and the recipients. */
  private static final double UNITS_OF_AN_APPEND = 1.2;

  /** As if it had been served: it will be, where there is room for it. */
  private static final double UNITS_OF_A_REFUSAL = 2;

  /** Copies, checksums and system calls: about a gigabyte a second at the typical cost. */
  private static final double BYTES_OF_A_UNIT = 8 << 10;

  private double units;
  private double nanos;

  /** The loops did so many units a second for so many nanoseconds of processor time a second. */
  void learn(double unitsPerSecond, double nanosPerSecond, double seconds) {
    double share = MEMORY.share(seconds, Double.MAX_VALUE);
    units = Smoothing.towards(units, unitsPerSecond, share);
    nanos = Smoothing.towards(nanos, nanosPerSecond, share);
  }

  /** Processor time of some units, in seconds. */
  double seconds(double ofUnits) {
    double nanosOfUnit = units < 1e-3 ? NANOS_TYPICAL : nanos / units;
    return ofUnits * Math.clamp(nanosOfUnit, NANOS_MIN, NANOS_MAX) / 1e9;
  }

  /** What a node does for a segment with this demand. */
  static double units(Demand demand) {
    return demand.reads()
        + UNITS_OF_A_WRITE * demand.writes()
        + UNITS_OF_AN_APPEND * demand.appends()
        + UNITS_OF_A_REFUSAL * demand.turnedAway()
        + demand.networkBytes() / BYTES_OF_A_UNIT;
  }

  /** What a backup of a segment does, if its primary sees this demand. */
  static double unitsAsBackup(Demand demand) {
    return UNITS_OF_AN_APPEND * (demand.writes() + demand.appends())
        + demand.bytesWritten() / BYTES_OF_A_UNIT;
  }
}
