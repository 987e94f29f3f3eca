package io.starling.node.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.PlanReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling plan}: what the nodes would move now. */
@Command(
    name = "plan",
    header = "Show what each node would move now, and the load before and after.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nAsks every node what it would shed for the sake of balance if it decided at this moment;",
      "nothing is moved. The load is the utilisation of what a node is busiest with: cpu, memory,",
      "disk, network, or copies and primary roles as such, which decide while there is no load.",
      "Gain and cost are shares of what a node of mean utilisation has to lose. What is missing",
      "or leaves is replaced anyway, and is not part of it. Why a certain segment is moved or not",
      "says `starling explain SEGMENT`."
    },
    footer = {
      "%nExamples:",
      "    starling plan",
      "    starling plan --json | jq '.nodes[] | {node, before, after}'",
      "%nExit codes: 0 every node has answered, 1 one has not, 2 wrong command line."
    })
final class PlanCommand implements Callable<Integer> {
  private static final JSON PRETTY =
      JSON.std.without(JSON.Feature.USE_FIELDS).with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Option(names = "--json", description = "As JSON, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailedException, IOException {
    List<PlanReport> reports = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    String shown = secret.text();
    for (NodeReport node : OneCluster.seenFrom(admin.address()).status(false).nodes()) {
      try {
        String said = new AdminClient(OneCluster.adminOf(node)).act("plan", Map.of(), shown);
        reports.add(PlanReport.read(said));
      } catch (IOException e) {
        unreachable.add(
            "%s at %s has no plan: %s"
                .formatted(
                    StatusText.shortened(node.id()), OneCluster.adminOf(node), e.getMessage()));
      }
    }
    ClusterPlan plan = ClusterPlan.of(reports, unreachable);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? PRETTY.asString(plan) + "\n" : plan.text());
    out.flush();
    return unreachable.isEmpty() ? 0 : 1;
  }
}
