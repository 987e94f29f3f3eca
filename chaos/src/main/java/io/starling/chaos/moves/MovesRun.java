package io.starling.chaos.moves;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.Operator;
import io.starling.chaos.entries.Entries;
import io.starling.chaos.entries.Filling;
import io.starling.chaos.entries.Registers;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.HostCommand.Ended;
import io.starling.chaos.process.SmallDisk;
import io.starling.chaos.workload.ClientPool;
import io.starling.chaos.workload.StoreClient;
import io.starling.chaos.workload.Workload;
import io.starling.chaos.workload.WorkloadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run: segments with something in them, clients, one trial after the other, a verdict. */
final class MovesRun {
  private static final Duration SPREAD_CALM = Duration.ofSeconds(5);
  private static final Duration SPREAD_TIMEOUT = Duration.ofSeconds(60);

  /** Former holders keep their copies for a while, see {@link SurviveMovesCommand#PROBATION}. */
  private static final Duration RESERVE_TIMEOUT = Duration.ofSeconds(90);

  private static final Duration LAST_PAUSE = Duration.ofSeconds(3);
  private static final int FILLERS = 2;

  private final Arena arena;
  private final ClusterOptions cluster;
  private final Operator operator;
  private final Registers registers;
  private final Optional<SmallDisk> disk;
  private final long seed;
  private final PrintWriter progress;

  MovesRun(
      Arena arena,
      ClusterOptions cluster,
      Entries entries,
      Optional<SmallDisk> disk,
      long seed,
      PrintWriter progress) {
    this.arena = arena;
    this.cluster = cluster;
    this.operator = arena.operator();
    this.registers = new Registers(entries);
    this.disk = disk;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * @param timeMax after which no further trial begins
   * @throws IOException if a node does not come back, with the end of its log
   */
  MovesReport run(List<Trial> plan, Duration timeMax) throws IOException, InterruptedException {
    fill();
    List<StoreClient> clients = arena.clients().clients();
    Workload workload = new Workload(cluster.load().withSeed(seed), clients);
    MoveTrials trials = new MoveTrials(arena, disk, seed, progress);
    long start = System.nanoTime();
    workload.start();
    try {
      for (Trial trial : plan) {
        if (System.nanoTime() - start < timeMax.toNanos()) {
          trials.run(trial);
        }
      }
      Thread.sleep(LAST_PAUSE);
    } finally {
      workload.stop();
    }
    return report(plan.size(), trials.records(), workload, clients);
  }

  private void fill() throws IOException, InterruptedException {
    say("waiting until the primary roles have spread ...");
    operator.awaitSpread(SPREAD_CALM, SPREAD_TIMEOUT);
    Entries entries = registers.entries();
    say("writing %,d entries of %,d B ...".formatted(entries.large(), entries.largeSize()));
    try (ClientPool writers =
        arena.clients(arena.cluster().addresses(ClientPort.ANY_KEY), ClientPort.ANY_KEY, FILLERS)) {
      new Filling(registers, writers.clients()).write();
    }
  }

  private MovesReport report(
      int trials, List<TrialRecord> records, Workload workload, List<StoreClient> clients)
      throws IOException, InterruptedException {
    say("reading every key again ...");
    WorkloadReport judged = workload.judge(clients.getFirst());
    long unread = new Filling(registers, clients).read();
    say("starling verify ...");
    Ended verification = arena.verify();
    List<String> reserves = operator.awaitEmptyReserves(RESERVE_TIMEOUT);
    return new MovesReport.Findings(
            cluster.setting("starling"),
            trials,
            records,
            judged,
            registers,
            unread,
            verification,
            reserves)
        .report();
  }

  private void say(String line) {
    progress.println(line);
    progress.flush();
  }
}
