package io.starling.node.metrics;

import com.codahale.metrics.Metric;
import java.util.List;

/**
 * How long things took, of several threads, added up when it is read.
 *
 * @param parts all with the same bounds
 */
record SummedLatency(List<LatencyBuckets> parts) implements Metric {
  long count(int bucket) {
    return parts.stream().mapToLong(part -> part.count(bucket)).sum();
  }

  double boundSeconds(int bucket) {
    long nanos = parts.isEmpty() ? LatencyBuckets.boundNanos(bucket) : parts.get(0).boundOf(bucket);
    return nanos / 1e9;
  }

  double totalSeconds() {
    return parts.stream().mapToLong(LatencyBuckets::totalNanos).sum() / 1e9;
  }
}
