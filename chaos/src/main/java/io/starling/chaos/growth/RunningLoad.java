package io.starling.chaos.growth;

import io.starling.node.bench.Bench;
import io.starling.node.bench.BenchResult;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A load that runs in a thread of its own while something else is done. */
final class RunningLoad {
  private final LoadSeries series = new LoadSeries();
  private final CompletableFuture<BenchResult> result = new CompletableFuture<>();

  private RunningLoad() {}

  /** Puts the load on for as long as it says. */
  static RunningLoad begin(Bench bench) {
    RunningLoad load = new RunningLoad();
    Thread.ofPlatform()
        .daemon()
        .name("load")
        .start(
            () -> {
              try {
                load.result.complete(bench.run(load.series));
              } catch (InterruptedException | RuntimeException failed) {
                load.result.completeExceptionally(failed);
              }
            });
    return load;
  }

  /** What clients saw so far. */
  LoadSeries series() {
    return series;
  }

  /** Waits for its end. */
  BenchResult await() throws IOException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException failed) {
      throw new IOException("the load ended early", failed);
    }
  }
}
