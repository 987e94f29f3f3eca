package io.starling.chaos.survival;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.ReportOption;
import io.starling.chaos.workload.Connecting.Recovery;
import io.starling.chaos.workload.WorkloadSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling survive}. */
@Command(
    name = "survive",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a cluster on this machine under a mixed load while its nodes are killed, paused, or"
          + " kept from each other, and says whether every acknowledged write is still there, every"
          + " answer was right, and for how long clients could not write.",
      "Ends with 0 only if nothing was lost or wrong."
    })
final class SurviveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private ReportOption report = new ReportOption();

  @Option(
      names = "--faults",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "kill",
      description =
          "Taken in turn: kill (-9), restart, stop (for 10 s), partition (for 10 s, both ways;"
              + " needs root). Default: ${DEFAULT-VALUE}.")
  private List<String> faults = List.of("kill");

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "20",
      description = "Faults, one after the other. Default: ${DEFAULT-VALUE}.")
  private int count = 20;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description = "No fault begins later than this. Default: ${DEFAULT-VALUE}.")
  private int seconds = 1800;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of calls, victims and pauses; not of their timing. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    List<FaultKind> kinds = faults.stream().map(FaultKind::ofWord).toList();
    List<PlannedFault> plan = PlannedFault.plan(kinds, count, cluster.nodes(), seed);
    WorkloadSettings settings = cluster.load().withSeed(seed);
    boolean parted = kinds.contains(FaultKind.PARTITION);
    try (Arena arena = Arena.open(cluster, server.staging(parted, Recovery.BY_CALLER))) {
      SurvivalRun run = new SurvivalRun(arena, server.setting(cluster), report.progress(spec));
      SurvivalReport result = run.run(plan, settings, Duration.ofSeconds(seconds));
      cluster.settle(arena, result, report.progress(spec));
      return report.print(spec, result);
    }
  }
}
