package io.starling.chaos.growth;

import io.starling.chaos.growth.LoadSeries.Span;
import io.starling.chaos.process.Address;
import io.starling.chaos.process.RedisProbe;
import io.starling.chaos.process.StarlingNode;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.StatusReport;
import io.starling.node.bench.Bench;
import io.starling.node.bench.BenchResult;
import io.starling.node.bench.Load;
import io.starling.node.bench.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Moves the very segments that all writes go to, at 70 % of what can be written to them. */
public final class WrittenMoves {
  private static final int SEGMENTS = 8;
  private static final int CLIENTS = 8;
  private static final int PIPELINE = 64;
  private static final int PENDING_MAX = 1000;
  private static final double PART = 0.7;
  private static final Duration CEILING = Duration.ofSeconds(10);
  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration LOAD = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(20);

  private final StarlingNode.Program program;
  private final Entries entries;
  private final PrintWriter progress;

  /** When a segment was seen at the newcomer; 0: not yet. */
  private static final class Moving {
    private final byte[] key;
    private long movedNanos;

    Moving(SegmentReport segment) {
      this.key = SegmentKeys.first(segment);
    }
  }

  /**
   * @param entries that all hold
   * @param progress told how it goes
   */
  public WrittenMoves(StarlingNode.Program program, Entries entries, PrintWriter progress) {
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
      cluster.pauseMoves();
      List<SegmentReport> chosen = chosen(cluster.status());
      int[] keys = SegmentKeys.in(chosen, entries);
      cluster.startNewcomer();
      String newcomer = cluster.awaitNewcomer();
      cluster.pauseMoves();
      Target target = Entries.target(cluster.seeds());
      double ceiling = Ceiling.find(load(0, CEILING, keys), target, index -> keys[index]);
      int rate = (int) (ceiling * PART);
      tell("the highest rate of writes is %,.0f/s; %,d/s follow".formatted(ceiling, rate));
      try (Bench bench = Bench.of(load(rate, LOAD, keys), target, index -> keys[index])) {
        bench.warmUp(Duration.ofSeconds(3));
        RunningLoad load = RunningLoad.begin(bench);
        long begin = System.nanoTime();
        Thread.sleep(BEFORE);
        long ordered = System.nanoTime();
        List<Moving> moves = move(cluster, chosen, newcomer);
        await(moves, StarlingCluster.node(cluster.status(), newcomer), begin);
        return text(ceiling, keys.length, load, new Times(begin, ordered), moves);
      }
    }
  }

  private record Times(long begin, long ordered) {}

  /** Some of each primary. */
  private static List<SegmentReport> chosen(StatusReport status) {
    List<SegmentReport> chosen = new ArrayList<>();
    List<NodeReport> nodes = status.nodes();
    for (int i = 0; i < SEGMENTS; i++) {
      String primary = nodes.get(i % nodes.size()).id();
      status.segments().stream()
          .filter(segment -> segment.primary().equals(primary) && !chosen.contains(segment))
          .findFirst()
          .ifPresent(chosen::add);
    }
    return chosen;
  }

  private static Load load(int rate, Duration duration, int[] keys) {
    return new Load(
        rate,
        duration,
        CLIENTS,
        rate == 0 ? PIPELINE : PENDING_MAX,
        0,
        keys.length,
        Entries.VALUE_BYTES,
        false,
        System.nanoTime());
  }

  private static List<Moving> move(
      StarlingCluster cluster, List<SegmentReport> chosen, String newcomer) throws IOException {
    StatusReport status = cluster.status();
    List<Moving> moves = new ArrayList<>();
    for (SegmentReport segment : chosen) {
      SegmentReport now = status.segments().get(segment.segment());
      cluster.move(status, now, newcomer);
      moves.add(new Moving(now));
    }
    return moves;
  }

  /** The load ends; a move that is not over a while before has not finished. */
  private static void await(List<Moving> moves, NodeReport newcomer, long begin)
      throws InterruptedException {
    Address port = new Address(newcomer.host(), newcomer.clusterPort());
    long deadline = begin + LOAD.minus(AFTER).toNanos();
    boolean over = false;
    while (!over && System.nanoTime() - deadline < 0) {
      Thread.sleep(STEP);
      over = true;
      for (Moving move : moves) {
        String question = "PERSIST " + new String(move.key, StandardCharsets.US_ASCII);
        if (move.movedNanos == 0 && RedisProbe.ask(port, question).startsWith(":")) {
          move.movedNanos = System.nanoTime();
        }
        over &= move.movedNanos != 0;
      }
    }
  }

  private String text(double ceiling, int keys, RunningLoad load, Times times, List<Moving> moves)
      throws IOException, InterruptedException {
    long end = moves.stream().mapToLong(move -> move.movedNanos).max().orElse(0);
    boolean finished = moves.stream().allMatch(move -> move.movedNanos != 0);
    long until = finished ? end : System.nanoTime();
    BenchResult result = load.await();
    double[] seconds =
        moves.stream()
            .filter(move -> move.movedNanos != 0)
            .mapToDouble(move -> (move.movedNanos - times.ordered()) / 1e9)
            .sorted()
            .toArray();
    LoadSeries series = load.series();
    Span before = series.within(times.begin(), times.ordered());
    return String.format(
        Locale.ROOT,
        """
        **Writes into the very segments that move**: %d clients write pipelined to %,d keys in %d segments, at \
        %,d/s, 70 %% of the %,.0f/s that they get acknowledged in a closed loop with %d pending each. All these \
        segments are then moved by hand to a node that joined empty, at once: **%d of %d moves finished**, the first \
        after %.1f s, half after %.1f s, the last after %.1f s. Errors: %d; redirected: %,d; without an answer, or never sent: %,d.

        | phase | s | writes/s | p50 ms | p99 ms | p99.9 ms | errors |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        %s%s%s\
        """,
        CLIENTS,
        keys,
        moves.size(),
        result.load().ratePerSecond(),
        ceiling,
        PIPELINE,
        seconds.length,
        moves.size(),
        seconds.length == 0 ? Double.NaN : seconds[0],
        seconds.length == 0 ? Double.NaN : seconds[seconds.length / 2],
        seconds.length == 0 ? Double.NaN : seconds[seconds.length - 1],
        result.totals().failureCount(),
        result.totals().redirects(),
        result.unanswered() + result.unsent(),
        phase("before", before),
        phase("while they move", series.touching(times.ordered(), until)),
        phase("after", series.within(until, Long.MAX_VALUE / 2)));
  }

  private static String phase(String name, Span span) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,.0f | %.2f | %.2f | %.2f | %d |%n",
        name,
        span.seconds(),
        span.perSecond(),
        span.millis(50),
        span.millis(99),
        span.millis(99.9),
        span.failureCount());
  }

  private void tell(String what) {
    progress.println(what);
    progress.flush();
  }
}
