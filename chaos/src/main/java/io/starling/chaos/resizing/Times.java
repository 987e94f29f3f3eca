package io.starling.chaos.resizing;

import org.HdrHistogram.Histogram;

/**
 * How long calls took, in milliseconds, from when each was due.
 *
 * @param calls that were answered
 */
record Times(long calls, double p50, double p99, double p999, double max) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Of a histogram of nanoseconds. */
  static Times of(Histogram nanos) {
    return new Times(
        nanos.getTotalCount(),
        millis(nanos.getValueAtPercentile(50)),
        millis(nanos.getValueAtPercentile(99)),
        millis(nanos.getValueAtPercentile(99.9)),
        millis(nanos.getMaxValue()));
  }

  /** To a microsecond. */
  private static double millis(long nanos) {
    return Math.round(nanos / NANOS_PER_MILLI * 1e3) / 1e3;
  }
}
