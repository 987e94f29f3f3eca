package io.starling.node.metrics;

import com.codahale.metrics.Metric;
import java.util.List;

/** The latency of every loop, added up when it is read. */
record SummedLatency(List<LoopMetrics> loops) implements Metric {
  long count(int bucket) {
    return loops.stream().mapToLong(loop -> loop.latency().count(bucket)).sum();
  }

  double totalSeconds() {
    return loops.stream().mapToLong(loop -> loop.latency().totalNanos()).sum() / 1e9;
  }
}
