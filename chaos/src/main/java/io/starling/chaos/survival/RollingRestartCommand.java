package io.starling.chaos.survival;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.ReportOption;
import io.starling.chaos.workload.Connecting.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling rolling-restart}. */
@Command(
    name = "rolling-restart",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a cluster on this machine under a mixed load while each node in turn is told to end"
          + " (SIGTERM) and started again.",
      "On port one the clients are set up as by people who restart their servers: they know all"
          + " nodes, Jedis tests a connection before it uses it, Lettuce is as it comes.",
      "Ends with 0 only if nothing was lost or wrong and no client saw an error."
    })
final class RollingRestartCommand implements Callable<Integer> {
  private static final Duration TIME_MAX = Duration.ofMinutes(30);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ServerOption server = new ServerOption();
  @Mixin private ReportOption report = new ReportOption();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each node is restarted. Default: ${DEFAULT-VALUE}.")
  private int rounds = 1;

  @Override
  public Integer call() throws Exception {
    List<PlannedFault> plan = PlannedFault.rollingRestart(cluster.nodes(), rounds);
    try (Arena arena =
        Arena.open(cluster, server.staging(/* parted= */ false, Recovery.BY_CLIENT))) {
      SurvivalRun run = new SurvivalRun(arena, server.setting(cluster), report.progress(spec));
      SurvivalReport result = run.run(plan, cluster.load(), TIME_MAX).withoutErrors();
      cluster.settle(arena, result, report.progress(spec));
      return report.print(spec, result);
    }
  }
}
