package io.starling.node.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything a node measures. Names are words with dots, units last: {@code journal.sync}, {@code
 * memory.used.bytes}. Registering is for the start of a node, reading for any thread; the parts of
 * {@link #of} belong to their loops.
 */
public final class NodeMetrics {
  private final MetricRegistry registry = new MetricRegistry();
  private final IdentityHashMap<Executor, LoopMetrics> byLoop = new IdentityHashMap<>();
  private final List<LoopMetrics> loops;

  /**
   * @param eventLoops of the node, all of them
   */
  public NodeMetrics(Iterable<? extends Executor> eventLoops) {
    eventLoops.forEach(loop -> byLoop.put(loop, new LoopMetrics()));
    loops = List.copyOf(byLoop.values());
    registerSum("commands.read", LoopMetrics::reads);
    registerSum("commands.write", LoopMetrics::writes);
    registerSum("commands.failed", LoopMetrics::failures);
    registerSum("commands.unknown", LoopMetrics::unknowns);
    registerSum("commands.forwarded", LoopMetrics::forwards);
    registerSum("clients.input.bytes", LoopMetrics::inputBytes);
    registerSum("clients.output.bytes", LoopMetrics::outputBytes);
    registry.register(
        "command.latency", new SummedLatency(loops.stream().map(LoopMetrics::latency).toList()));
    registry.register("seal", new SummedLatency(loops.stream().map(LoopMetrics::seals).toList()));
    ProcessGauges.register(this);
  }

  private void registerSum(String name, Function<LoopMetrics, LoopCounter> which) {
    total(name, () -> sum(which));
  }

  /**
   * What a loop counts.
   *
   * @throws IllegalArgumentException if it is no loop of this node
   */
  public LoopMetrics of(Executor eventLoop) {
    LoopMetrics found = byLoop.get(eventLoop);
    if (found == null) {
      throw new IllegalArgumentException(eventLoop + " is not one of " + byLoop.keySet());
    }
    return found;
  }

  /** What all loops counted so far. */
  public long sum(Function<LoopMetrics, LoopCounter> which) {
    return loops.stream().mapToLong(loop -> which.apply(loop).count()).sum();
  }

  /** Commands on keys so far, reads and writes. */
  public long commandCount() {
    return sum(LoopMetrics::reads) + sum(LoopMetrics::writes);
  }

  /** How many commands took how long so far, by bucket of {@link LatencyBuckets}. */
  public long[] latencyCounts() {
    long[] counts = new long[LatencyBuckets.BOUNDED + 1];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      for (LoopMetrics loop : loops) {
        counts[bucket] += loop.latency().count(bucket);
      }
    }
    return counts;
  }

  /** Registers how long things took; the buckets belong to one thread. */
  public void times(String name, LatencyBuckets buckets) {
    registry.register(name, new SummedLatency(List.of(buckets)));
  }

  /** Registers a value that is asked for when it is read; from any thread, so it must not block. */
  public void gauge(String name, Supplier<? extends Number> value) {
    registry.register(name, (Gauge<Number>) value::get);
  }

  /** Like {@link #gauge}, with a value for each of a few things: a bounded number of them. */
  public void gauges(
      String name, String label, Supplier<? extends SortedMap<String, Double>> values) {
    registry.register(name, new Labelled(label, values));
  }

  /** Like {@link #gauge}, for a value that only grows. */
  public void total(String name, Supplier<? extends Number> value) {
    registry.register(name, new Total(value));
  }

  /** All of it, for the admin server. */
  public MetricRegistry registry() {
    return registry;
  }
}
