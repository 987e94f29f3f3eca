package io.starling.chaos.growth;

import io.starling.node.bench.Bench;
import io.starling.node.bench.BenchResult;
import io.starling.node.bench.Load;
import io.starling.node.bench.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** The highest load that servers, and this machine, sustain. */
final class Ceiling {
  private static final Duration WARM_UP = Duration.ofSeconds(8);

  private Ceiling() {}

  /**
   * Has clients send as soon as they have room.
   *
   * @param closed a load without a rate
   * @return requests a second
   * @throws IOException if any was refused
   */
  static double find(Load closed, Target target, IntUnaryOperator keys)
      throws IOException, InterruptedException {
    try (Bench bench = Bench.of(closed, target, keys)) {
      bench.warmUp(WARM_UP);
      BenchResult result = bench.run((second, totals) -> {});
      if (result.totals().failureCount() > 0) {
        throw new IOException("refused at the ceiling: " + result.totals().failures());
      }
      return result.answersPerSecond();
    }
  }
}
