package io.starling.chaos.comparison;

import io.starling.node.bench.Bench;
import io.starling.node.bench.BenchResult;
import io.starling.node.bench.Load;
import io.starling.node.bench.Target;
import io.starling.node.bench.Totals;
import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** {@code starling bench --closed-loop}, in this process. */
final class StarlingBench implements LoadTool {
  private static final Task FILLING = new Task(Operation.SET, 50, 1);
  private static final int FILLINGS_MAX = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Target target;
  private final int keyCount;

  StarlingBench(Target target) {
    this(target, Task.KEYS);
  }

  /**
   * @param keyCount of keys other than those of a {@link Task}
   */
  StarlingBench(Target target, int keyCount) {
    this.target = target;
    this.keyCount = keyCount;
  }

  @Override
  public String name() {
    return "starling bench";
  }

  /**
   * Writes every key, and all of them again if a write failed: servers that have just started may
   * still be finding their places.
   *
   * @throws IOException if writes failed each time
   */
  void fill() throws IOException, InterruptedException {
    try (Bench bench = Bench.of(load(FILLING, Duration.ofSeconds(1)), target)) {
      Totals totals = bench.fill();
      for (int again = 1; totals.failureCount() > 0 && again < FILLINGS_MAX; again++) {
        totals = bench.fill();
      }
      requireNoFailure(totals);
    }
  }

  @Override
  public Outcome run(Task task, Duration duration) throws IOException, InterruptedException {
    try (Bench bench = Bench.of(load(task, duration), target)) {
      BenchResult result = bench.run((second, totals) -> {});
      requireNoFailure(result.totals());
      Histogram latencies = result.totals().all();
      return new Outcome(
          latencies.getTotalCount(),
          result.answersPerSecond(),
          latencies.getValueAtPercentile(50) / NANOS_PER_MILLI,
          latencies.getValueAtPercentile(99) / NANOS_PER_MILLI);
    }
  }

  private Load load(Task task, Duration duration) {
    double reads = task.operation() == Operation.GET ? 1 : 0;
    return new Load(
        0,
        duration,
        task.clients(),
        task.pipeline(),
        reads,
        keyCount,
        Task.VALUE_BYTES,
        false,
        System.nanoTime());
  }

  private void requireNoFailure(Totals totals) throws IOException {
    if (totals.failureCount() > 0) {
      throw new IOException(target.addresses() + " answered with errors: " + totals.failures());
    }
  }
}
