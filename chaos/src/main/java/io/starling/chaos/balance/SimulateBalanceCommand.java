package io.starling.chaos.balance;

import com.fasterxml.jackson.jr.ob.JSON;
import io.starling.chaos.chart.SvgChart;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Strategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code starling simulate-balance}. */
@Command(
    name = "simulate-balance",
    header = "Let a cluster balance itself in virtual time.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nEvery simulated node runs the rule that real nodes run, over what it has heard of the others"
          + " (as old as the real exchange of status leaves it), and hands segments over to targets"
          + " that grant them. One thread, one seed: the same seed gives the same run.",
      "%nScenarios:",
      "  skew   six unequal nodes, Zipf 0.99 over keys and three hot ranges:",
      "         the busiest ends within 1.15 times the mean; the second half rests",
      "  large  1,000 nodes, 16,384 segments: how long it takes, and what it moves",
      "  noise  random load without pattern: next to nothing moves",
      "  life   a node joins and is filled; another one leaves"
    },
    footer = {
      "%nThe table: mean is what every node would be used if load were perfectly even; /mean is the"
          + " busiest node beside that; roles and copies are moved so far.",
      "%nExamples:",
      "    starling simulate-balance",
      "    starling simulate-balance --scenario large --nodes 200 --segments 4096",
      "    starling simulate-balance --scenario life --strategy aggressive --svg life.svg",
      "%nExit codes: 0 the goals of the scenario were reached, 1 some were missed, 2 wrong command"
          + " line."
    })
final class SimulateBalanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "skew",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Scenario scenario = Scenario.SKEW;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Draws the cluster and its luck. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Nodes, 3 to 2000. Default: those of the scenario.")
  private int nodes;

  @Option(
      names = "--segments",
      paramLabel = "N",
      description = "Segments, 16 to 16384. Default: those of the scenario.")
  private int segments;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Minutes of virtual time, 4 to 1440. Default: 30 for large, else 60.")
  private int minutes;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "balanced",
      description = "conservative, balanced or aggressive. Default: ${DEFAULT-VALUE}.")
  private Strategy strategy = Strategy.BALANCED;

  @Option(names = "--svg", paramLabel = "FILE", description = "Write a plot to this file as well.")
  private @Nullable Path svg;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    requireRange("--nodes", nodes, 3, 2000);
    requireRange("--segments", segments, 16, 16384);
    requireRange("--minutes", minutes, 4, 1440);
    BalanceReport report =
        new Staging(scenario, nodes, segments, minutes, seed, Policy.of(strategy)).play();
    if (svg != null) {
      Files.writeString(svg, SvgChart.of(BalancePicture.of(report)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report)
            : BalanceText.of(report));
    out.flush();
    return report.held() ? 0 : 1;
  }

  private void requireRange(String name, int value, int least, int most) {
    if (value != 0 && (value < least || value > most)) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d to %d, not %d".formatted(name, least, most, value));
    }
  }
}
