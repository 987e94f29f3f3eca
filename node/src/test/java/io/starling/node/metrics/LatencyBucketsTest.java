package io.starling.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LatencyBucketsTest {
  @Property
  void aValueFallsIntoTheFirstBucketWhoseBoundItDoesNotExceed(
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long nanos,
      @ForAll @IntRange(min = 1, max = 1024) int count) {
    LatencyBuckets buckets = new LatencyBuckets();
    buckets.record(nanos, count);
    int expected = 0;
    while (expected < LatencyBuckets.BOUNDED && nanos > LatencyBuckets.boundNanos(expected)) {
      expected++;
    }
    assertEquals(count, buckets.count(expected));
    assertEquals(nanos * count, buckets.totalNanos());
  }
}
