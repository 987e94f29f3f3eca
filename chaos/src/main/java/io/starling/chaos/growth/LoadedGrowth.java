package io.starling.chaos.growth;

import io.starling.chaos.growth.LoadSeries.Span;
import io.starling.chaos.process.StarlingNode;
import io.starling.node.bench.Bench;
import io.starling.node.bench.BenchResult;
import io.starling.node.bench.Load;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;

/** What clients notice of a node that joins and is filled, at half of the highest load. */
public final class LoadedGrowth {
  private static final Duration CEILING = Duration.ofSeconds(10);
  private static final Duration BEFORE = Duration.ofSeconds(15);
  private static final Duration LOAD = Duration.ofSeconds(80);
  private static final Duration HOLDS = Duration.ofSeconds(50);
  private static final int MOVES = 240;
  private static final int PENDING_MAX = 1000;
  private static final double HALF = 0.5;

  private final StarlingNode.Program program;
  private final Entries entries;
  private final PrintWriter progress;

  /**
   * @param entries that all hold
   * @param progress told how it goes
   */
  public LoadedGrowth(StarlingNode.Program program, Entries entries, PrintWriter progress) {
    this.program = program;
    this.entries = entries;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param room for data and logs
   * @return what came of it, in Markdown
   * @throws IOException if a node did not start, or did not answer as it should
   */
  public String run(Path room) throws IOException, InterruptedException {
    try (StarlingCluster cluster = StarlingCluster.start(program, entries, room)) {
      Load closed = entries.load(0, CEILING, 1, HALF);
      double ceiling =
          Ceiling.find(closed, Entries.target(cluster.seeds()), IntUnaryOperator.identity());
      int rate = (int) (ceiling * HALF);
      tell("the highest load is %,.0f/s; %,d/s follow".formatted(ceiling, rate));
      String growth = grow(cluster, rate);
      String holds = holds(cluster, rate);
      return """
      **At half of the highest load**: %d clients of the cluster port, half of their requests writes, send \
      %,d requests a second on %,d entries of %d B, which is half of the %,.0f that they get answered in a closed loop. \
      Latency counts from when a request was due; load and four nodes share the machine. A second in which a \
      phase begins or ends counts for the fill.

      %s
      %s\
      """
          .formatted(
              closed.clients(), rate, entries.count(), Entries.VALUE_BYTES, ceiling, growth, holds);
    }
  }

  private Bench load(StarlingCluster cluster, int rate, Duration duration) throws IOException {
    return Bench.of(
        entries.load(rate, duration, PENDING_MAX, HALF), Entries.target(cluster.seeds()));
  }

  private String grow(StarlingCluster cluster, int rate) throws IOException, InterruptedException {
    try (Bench bench = load(cluster, rate, LOAD)) {
      bench.warmUp(Duration.ofSeconds(3));
      RunningLoad load = RunningLoad.begin(bench);
      long begin = System.nanoTime();
      Thread.sleep(BEFORE);
      long start = System.nanoTime();
      cluster.startNewcomer();
      Watch.Seen seen = cluster.watch().untilCalm();
      Growth growth = seen.growth();
      BenchResult result = load.await();
      tell(growth.toString());
      LoadSeries series = load.series();
      long end = seen.endNanos();
      Span before = series.within(begin, start);
      Span during = series.touching(seen.joinNanos(), end);
      String table =
          """
          | phase | s | requests/s | p50 ms | p99 ms | p99.9 ms | p99 ÷ before | errors |
          | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
          """
              + phase("before", before, before)
              + phase("the fourth process starts", series.within(start, seen.joinNanos()), before)
              + phase("it is filled", during, before)
              + phase("after", series.within(end, Long.MAX_VALUE / 2), before);
      return String.format(
          Locale.ROOT,
          "%s%n%,.0f copies came in %.1f s (%,.0f/s); requests without an answer, or never sent:"
              + " %d.%n",
          table,
          growth.copies(),
          growth.secondsFromJoin(),
          growth.perSecondFromJoin(),
          result.unanswered() + result.unsent());
    }
  }

  private static String phase(String name, Span span, Span before) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,.0f | %.2f | %.2f | %.2f | %.2f | %d |%n",
        name,
        span.seconds(),
        span.perSecond(),
        span.millis(50),
        span.millis(99),
        span.millis(99.9),
        span.millis(99) / before.millis(99),
        span.failureCount());
  }

  private String holds(StarlingCluster cluster, int rate) throws IOException, InterruptedException {
    cluster.pauseMoves();
    Thread.sleep(Duration.ofSeconds(2));
    try (Bench bench = load(cluster, rate, HOLDS)) {
      RunningLoad load = RunningLoad.begin(bench);
      Thread.sleep(Duration.ofSeconds(2));
      long until = System.nanoTime() + HOLDS.minusSeconds(8).toNanos();
      List<Held> holds = new Holds(cluster).measure(MOVES, until);
      BenchResult result = load.await();
      Seals seals = cluster.seals();
      return String.format(
          Locale.ROOT,
          """
          Then %d segments move by hand, three at a time, under that load and a write each 2 ms to a key of the \
          segment, by way of a third node. The longest time without an acknowledged write around the move:

          | | p50 ms | p90 ms | p99 ms | longest ms |
          | --- | ---: | ---: | ---: | ---: |
          %s%s%s
          Moves that had not ended after ten seconds: %d. Errors: %d of these writes, %d of the load. The nodes themselves count %,d seals in the whole run, of which \
          99 %% lasted at most %.0f ms (`starling_seal_seconds`).
          """,
          holds.size(),
          quantiles("in the move", holds, Held::gapMillis),
          quantiles("in 200 ms before it", holds, Held::calmMillis),
          quantiles("the whole move", holds, Held::moveMillis),
          holds.stream().mapToDouble(Held::moveMillis).filter(Double::isInfinite).count(),
          holds.stream().mapToInt(Held::refused).sum(),
          result.totals().failureCount(),
          seals.count(),
          seals.millis(0.99));
    }
  }

  private static String quantiles(String name, List<Held> holds, ToDoubleFunction<Held> figure) {
    double[] sorted = holds.stream().mapToDouble(figure).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f |%n",
        name,
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        at(sorted, 1));
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
  }

  private void tell(String what) {
    progress.println(what);
    progress.flush();
  }
}
