package io.starling.node.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Metric;
import java.util.List;
import java.util.function.Function;

/** One counter of every loop, added up when it is read. Only grows. */
record SummedCounter(List<LoopMetrics> loops, Function<LoopMetrics, LoopCounter> which)
    implements Metric, Counting {
  @Override
  public long getCount() {
    return loops.stream().mapToLong(loop -> which.apply(loop).count()).sum();
  }
}
