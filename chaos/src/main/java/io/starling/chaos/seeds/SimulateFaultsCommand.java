package io.starling.chaos.seeds;

import com.fasterxml.jackson.jr.ob.JSON;
import io.starling.chaos.simulation.RunReport;
import io.starling.chaos.simulation.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling simulate-faults}. */
@Command(
    name = "simulate-faults",
    header = "Run a cluster in virtual time while everything goes wrong.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nEach seed is a cluster of up to 8 nodes in one thread, with at least 1,000 operations of"
          + " clients and 10 faults: crashes, power loss, wiped, slow and failing disks, pauses,"
          + " partitions, lost, repeated and reordered messages, clocks that drift and jump. In some"
          + " runs the cluster begins as one node and grows, nodes join, are drained, die for good"
          + " and come back late; in some it balances itself. At every step and at the end it is"
          + " checked that nothing acknowledged is lost or wrong, and that all becomes whole again."
    },
    footer = {
      "%nExamples:",
      "    starling simulate-faults --seeds 10000",
      "    starling simulate-faults --seed 4711 --trace",
      "%nExit codes: 0 all held, 1 something was violated, 2 wrong command line."
    })
final class SimulateFaultsCommand implements Callable<Integer> {
  private static final int PROGRESS_LINES = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seeds to run, one after the other. Default: ${DEFAULT-VALUE}.")
  private int count = 1;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The first of them. Default: ${DEFAULT-VALUE}.")
  private long first = 1;

  @Option(
      names = "--trace",
      description = "For a seed that fails, print the last things that happened.")
  private boolean trace;

  @Option(
      names = "--json",
      description = "Print the result as JSON; what happens meanwhile goes to standard error.")
  private boolean json;

  private int done;

  @Override
  public Integer call() throws InterruptedException, IOException {
    SeedTotals totals = new SeedRange(first, count).run(this::progress);
    if (trace) {
      totals.failedSeeds().forEach(this::explain);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(totals.json())
            : totals.text());
    out.flush();
    return totals.held() ? 0 : 1;
  }

  private PrintWriter meanwhile() {
    return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }

  private void progress(RunReport report) {
    done++;
    RunReport.Failure failure = report.failure();
    if (failure != null) {
      meanwhile()
          .printf(
              "seed %d violates %s: %s%n  again: starling simulate-faults --seed %d --trace%n",
              report.seed(), failure.invariant(), failure.what(), report.seed());
    }
    if (done % Math.max(1, count / PROGRESS_LINES) == 0) {
      meanwhile().printf(Locale.ROOT, "%,d of %,d seeds%n", done, count);
    }
    meanwhile().flush();
  }

  private void explain(long seed) {
    RunReport.Failure failure = Simulation.runAndExplain(seed).failure();
    if (failure != null) {
      meanwhile().printf("seed %d, before %s:%n", seed, failure.invariant());
      failure.trace().forEach(meanwhile()::println);
      meanwhile().flush();
    }
  }
}
