package io.starling.node.load;

import io.starling.node.metrics.LatencyBuckets;
import java.util.ArrayDeque;
import java.util.Arrays;

/** The latency that all but a hundredth of the last commands kept, over the last five intervals. */
public final class LatencyWindow {
  private static final int READINGS_MAX = 6;
  private static final double QUANTILE = 0.99;

  private final ArrayDeque<long[]> readings = new ArrayDeque<>();

  /**
   * Adds a reading; to be called once an interval.
   *
   * @param counts by bucket, since the start, as {@link LatencyBuckets} has them
   */
  public void take(long[] counts) {
    if (readings.size() == READINGS_MAX) {
      readings.removeFirst();
    }
    readings.addLast(counts);
  }

  /** Commands of which it tells. */
  public long count() {
    return readings.isEmpty() ? 0 : total(readings.getLast()) - total(readings.getFirst());
  }

  private static long total(long[] counts) {
    return Arrays.stream(counts).sum();
  }

  /** In milliseconds, interpolated within a bucket; 0 if there was no command. */
  public double p99Millis() {
    if (readings.isEmpty()) {
      return 0;
    }
    long[] first = readings.getFirst();
    long[] last = readings.getLast();
    long total = 0;
    for (int bucket = 0; bucket < last.length; bucket++) {
      total += last[bucket] - first[bucket];
    }
    double left = QUANTILE * total;
    for (int bucket = 0; bucket < LatencyBuckets.BOUNDED; bucket++) {
      long here = last[bucket] - first[bucket];
      if (here > 0 && left <= here) {
        double lower = bucket == 0 ? 0 : LatencyBuckets.boundNanos(bucket - 1);
        double upper = LatencyBuckets.boundNanos(bucket);
        return (lower + (upper - lower) * left / here) / 1e6;
      }
      left -= here;
    }
    return total == 0 ? 0 : LatencyBuckets.boundNanos(LatencyBuckets.BOUNDED - 1) / 1e6;
  }
}
