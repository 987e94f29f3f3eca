package io.starling.chaos.seeds;

import io.starling.chaos.simulation.RunReport;
import io.starling.chaos.simulation.Simulation;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Consecutive seeds.
 *
 * @param first seed
 * @param count of seeds, at least 1
 */
public record SeedRange(long first, int count) {
  /** One in so many seeds runs twice: both runs must be the same. */
  private static final int REPEATED_ONE_IN = 50;

  public SeedRange {
    if (count < 1) {
      throw new IllegalArgumentException("at least one seed, not " + count);
    }
  }

  /** What became of a seed. */
  record Finished(RunReport report, boolean differed) {}

  /**
   * Runs all seeds, as many at a time as there are processors, and shows each report as it comes,
   * in the caller's thread.
   */
  SeedTotals run(Consumer<RunReport> progress) throws InterruptedException {
    SeedTotals totals = new SeedTotals();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      CompletionService<Finished> service = new ExecutorCompletionService<>(threads);
      for (long seed = first; seed < first + count; seed++) {
        long next = seed;
        service.submit(() -> finish(next));
      }
      for (int i = 0; i < count; i++) {
        Finished finished = next(service, threads);
        totals.add(finished);
        progress.accept(finished.report());
      }
    }
    return totals;
  }

  /** If a run breaks, nobody waits for the thousands behind it. */
  private static Finished next(CompletionService<Finished> service, ExecutorService threads)
      throws InterruptedException {
    try {
      return service.take().get();
    } catch (ExecutionException broken) {
      threads.shutdownNow();
      throw new IllegalStateException("the simulator itself failed", broken.getCause());
    }
  }

  private static Finished finish(long seed) {
    RunReport report = Simulation.run(seed);
    boolean again = report.failure() != null || seed % REPEATED_ONE_IN == 0;
    boolean differed = again && Simulation.run(seed).digest() != report.digest();
    return new Finished(report, differed);
  }
}
