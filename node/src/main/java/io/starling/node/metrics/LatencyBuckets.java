package io.starling.node.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long things took, as counts in buckets whose bounds double: 2 microseconds, 4, 8, up to half
 * a minute, and beyond; for what takes longer the first bound may be higher. One thread writes, any
 * thread reads. Buckets of several threads, and of several nodes, add up, which quantiles do not.
 */
public final class LatencyBuckets {
  /** Buckets with an upper bound; one more has none. */
  public static final int BOUNDED = 24;

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDED + 1);
  private final LoopCounter nanos = new LoopCounter();

  /** By how many doublings the first bound is above 2 microseconds. */
  private final int shift;

  LatencyBuckets() {
    this(0);
  }

  private LatencyBuckets(int shift) {
    this.shift = shift;
  }

  /** Buckets for what takes seconds: from a millisecond to some two hours. */
  public static LatencyBuckets ofSeconds() {
    return new LatencyBuckets(9);
  }

  /**
   * Counts some things that took so many nanoseconds each; only the thread that owns these buckets.
   */
  public void record(long tookNanos, int count) {
    int bucket = bucketOf(tookNanos);
    counts.setOpaque(bucket, counts.getPlain(bucket) + count);
    nanos.add(tookNanos * count);
  }

  /** The upper bound of a bucket, itself included, in nanoseconds. */
  public static long boundNanos(int bucket) {
    return 2_000L << bucket;
  }

  /** How many things fell into a bucket; any thread. */
  public long count(int bucket) {
    return counts.getOpaque(bucket);
  }

  /** How long all of them took together, in nanoseconds; any thread. */
  public long totalNanos() {
    return nanos.count();
  }

  /** The upper bound of a bucket of these, in nanoseconds. */
  long boundOf(int bucket) {
    return boundNanos(bucket) << shift;
  }

  private int bucketOf(long tookNanos) {
    if (tookNanos <= boundNanos(0)) {
      return 0;
    }
    int bucket = Long.SIZE - Long.numberOfLeadingZeros((tookNanos - 1) / 2_000L) - shift;
    return Math.clamp(bucket, 0, BOUNDED);
  }
}
