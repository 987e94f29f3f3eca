package io.starling.node.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything a node measures. Names are words with dots, units last: {@code journal.sync}, {@code
 * memory.entries.bytes}. Registering is for the start of a node, reading for any thread; the parts
 * of {@link #loop} belong to their loops.
 */
public final class NodeMetrics {
  private final MetricRegistry registry = new MetricRegistry();
  private final List<LoopMetrics> loops;

  /**
   * @param loopCount event loops of the node
   */
  public NodeMetrics(int loopCount) {
    loops = Stream.generate(LoopMetrics::new).limit(loopCount).toList();
    registry.register("commands.read", new SummedCounter(loops, LoopMetrics::reads));
    registry.register("commands.write", new SummedCounter(loops, LoopMetrics::writes));
    registry.register("commands.failed", new SummedCounter(loops, LoopMetrics::failures));
    registry.register("commands.unknown", new SummedCounter(loops, LoopMetrics::unknowns));
    registry.register("commands.forwarded", new SummedCounter(loops, LoopMetrics::forwards));
    registry.register("command.latency", new SummedLatency(loops));
    ProcessGauges.register(this);
  }

  /** What a loop counts; {@code index} from 0. */
  public LoopMetrics loop(int index) {
    return loops.get(index);
  }

  /** Commands served so far, reads and writes. */
  public long commandCount() {
    return loops.stream().mapToLong(loop -> loop.reads().count() + loop.writes().count()).sum();
  }

  /** Registers a value that is asked for when it is read; from any thread, so it must not block. */
  public void gauge(String name, Supplier<? extends Number> value) {
    registry.register(name, (Gauge<Number>) value::get);
  }

  /** A number that goes up and down, for what happens less than a thousand times a second. */
  public Counter counter(String name) {
    return registry.counter(name);
  }

  /** Durations of what happens less than a thousand times a second. */
  public Timer timer(String name) {
    return registry.timer(name);
  }

  /** All of it, for the admin server. */
  public MetricRegistry registry() {
    return registry;
  }
}
