package io.starling.chaos.resizing;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.ReportOption;
import io.starling.chaos.arena.Staging;
import io.starling.chaos.chart.SvgChart;
import io.starling.chaos.workload.Connecting.Recovery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code starling grow}. */
@Command(
    name = "grow",
    header = "Let a full cluster under load gain a node, and lose it again.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nRuns a cluster on this machine and fills it, then reads and writes, half and half, while"
          + " another node joins and is filled, is drained, and is stopped when it is empty. Calls"
          + " are due on a schedule that does not wait for answers, and timed from when they were"
          + " due, so that a pause shows in all calls that it delays.",
      "%nIt holds if",
      "  no client saw an error: on port one none at all, on port two only redirections,",
      "  which cluster clients follow by themselves;",
      "  every answer was right, and every entry is read back right at the end;",
      "  the newcomer got its share, and gave it back;",
      "  `starling verify` finds all copies equal, and no node has anything in its reserve.",
      "%nClients and nodes share the machine. The default rate leaves two processors room; with a"
          + " higher one the clients are part of what is measured."
    },
    footer = {
      "%nExamples:",
      "    starling grow --html grow.html",
      "    starling grow --client lettuce --mode port1 --entries 50000 --large 5 --steady 10",
      "%nExit codes: 0 it held, 1 it did not, 2 wrong command line."
    })
final class GrowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private GrowOptions options = new GrowOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ReportOption report = new ReportOption();

  @Override
  public Integer call() throws Exception {
    PrintWriter progress = report.progress(spec);
    Staging staging = Staging.of(/* parted= */ false, Recovery.BY_CLIENT).withLatecomers(1);
    try (Arena arena = Arena.open(cluster, staging)) {
      GrowReport result = new GrowRun(arena, cluster, options, progress).run();
      if (options.svg().isPresent()) {
        write(options.svg().get(), SvgChart.of(GrowPicture.of(result)), progress);
      }
      if (options.html().isPresent()) {
        write(options.html().get(), GrowPage.of(result), progress);
      }
      cluster.settle(arena, result, progress);
      return report.print(spec, result);
    }
  }

  private static void write(Path file, String text, PrintWriter progress) throws IOException {
    Files.writeString(file, text);
    progress.println("written: " + file);
    progress.flush();
  }
}
