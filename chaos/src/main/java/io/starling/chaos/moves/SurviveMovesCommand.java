package io.starling.chaos.moves;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.ReportOption;
import io.starling.chaos.arena.Staging;
import io.starling.chaos.arena.Staging.Flags;
import io.starling.chaos.entries.Entries;
import io.starling.chaos.process.Connections;
import io.starling.chaos.workload.Connecting.Recovery;
import io.starling.gossip.status.MovePhase;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling survive-moves}. */
@Command(
    name = "survive-moves",
    header = "Hit nodes in each phase of a move, and see that nothing is lost.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nRuns a cluster on this machine under a mixed load, moves one segment after the other, and in"
          + " the phase that is aimed at",
      "  source, target, third   kills (-9) the primary that hands over, the node that takes over,",
      "                          or another member",
      "  two                     kills two of these three at once",
      "  disk                    lets the target's disk be full (needs root, to mount it)",
      "  cut                     resets the connections between source and target, six times in a row",
      "                          (needs root)",
      "%nThe phases: offered, loading, verifying, ramping, sealed, switching, probation. Some last for"
          + " milliseconds: where a blow fell says the log of the source, and that is what is counted.",
      "%nIt holds if no acknowledged write is lost, every answer was right (linearizability), every"
          + " move was completed or undone by itself within a minute, `starling verify` finds all"
          + " copies equal, and no node has anything in its reserve."
    },
    footer = {
      "%nExamples:",
      "    starling survive-moves --nodes 5",
      "    starling survive-moves --phases sealed,switching --blows source,target --rounds 5",
      "%nExit codes: 0 it held, 1 it did not, 2 wrong command line."
    })
final class SurviveMovesCommand implements Callable<Integer> {
  /** How long former holders keep their copies here: a run shall see the end of it. */
  static final String PROBATION = "8s";

  private static final int KIB = 1 << 10;

  /** More segments make a cluster slower to come back, and moves too short to be hit. */
  private static final String SEGMENTS = "16";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--phases",
      paramLabel = "PHASE",
      split = ",",
      description = "Those that are aimed at. Default: all.")
  private List<String> phases = Blow.PHASES.stream().map(Blow::word).toList();

  @Option(
      names = "--blows",
      paramLabel = "BLOW",
      split = ",",
      description = "What is done: source, target, third, two, disk, cut. Default: all.")
  private List<String> blows = Arrays.stream(Blow.values()).map(Blow::word).toList();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each blow is aimed at each phase. Default: ${DEFAULT-VALUE}.")
  private int rounds = 1;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of all these, only so many; 0: all. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "No move begins later than this. Default: ${DEFAULT-VALUE}.")
  private int seconds = 3600;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "256",
      description = "What the segments are filled with. Default: ${DEFAULT-VALUE}.")
  private int entries = 256;

  @Option(
      names = "--entry-size",
      paramLabel = "KIB",
      defaultValue = "1024",
      description = "Size of each in KiB. Default: ${DEFAULT-VALUE}.")
  private int entryKib = 1024;

  @Option(
      names = "--move-bandwidth",
      paramLabel = "SIZE",
      defaultValue = "10m",
      description =
          "What a move ships in a second: it should last long enough to be hit. Default:"
              + " ${DEFAULT-VALUE}.")
  private String bandwidth = "10m";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of calls, order and victims; not of their timing. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ReportOption report = new ReportOption();

  @Override
  public Integer call() throws Exception {
    PrintWriter progress = report.progress(spec);
    List<Blow> wanted = blows.stream().map(Blow::ofWord).toList();
    List<MovePhase> aimed = phases.stream().map(Blow::phaseOfWord).toList();
    requireNodes();
    requireMeans(wanted);
    List<Trial> plan = Trial.plan(aimed, wanted, rounds, count, seed);
    OneSmallDisk ground = new OneSmallDisk("node" + cluster.nodes());
    Staging staging = Staging.of(/* parted= */ false, Recovery.BY_CALLER).withFlags(flags());
    boolean needsDisk = plan.stream().anyMatch(trial -> trial.blow() == Blow.DISK);
    try (Arena arena = Arena.open(cluster, needsDisk ? staging.withGround(ground) : staging)) {
      Entries filling = new Entries(1, Entries.SIZE_MIN, entries, entryKib * KIB);
      MovesRun run = new MovesRun(arena, cluster, filling, ground.disk(), seed, progress);
      MovesReport result = run.run(plan, Duration.ofSeconds(seconds));
      cluster.settle(arena, result, progress);
      return report.print(spec, result);
    }
  }

  private Flags flags() {
    return new Flags(
        List.of("-Dorg.slf4j.simpleLogger.log.io.starling.node.loop.TransitionLog=debug"),
        List.of("--segments", SEGMENTS, "--probation", PROBATION, "--move-bandwidth", bandwidth));
  }

  private void requireNodes() {
    if (cluster.nodes() < 4) {
      throw new IllegalArgumentException("to move a copy, at least 4 nodes are needed: --nodes 4");
    }
  }

  private static void requireMeans(List<Blow> wanted) throws IOException {
    if (wanted.contains(Blow.CUT)) {
      Optional<String> obstacle = Connections.obstacle();
      if (obstacle.isPresent()) {
        throw new IOException("connections cannot be cut here: " + obstacle.get());
      }
    }
  }
}
