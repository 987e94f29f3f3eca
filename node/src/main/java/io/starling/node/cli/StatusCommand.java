package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.StatusJson;
import io.starling.node.admin.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling status}: the cluster as one node sees it. */
@Command(
    name = "status",
    header = "Show the nodes and segments of a cluster.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "%nAs the asked node sees them.",
    footer = {
      "%nExamples:",
      "    starling status",
      "    starling status --admin 10.0.0.2:9379 --segments",
      "    starling status --json | jq .totals",
      "%nExit codes: 0 answered, 1 no answer, 2 wrong command line."
    })
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Option(names = "--segments", description = "Show each segment as well.")
  private boolean segments;

  @Option(names = "--json", description = "Print JSON, for a script.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailedException {
    StatusReport report = ask();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? StatusJson.writePretty(report) : StatusText.of(report));
    out.flush();
    return 0;
  }

  private StatusReport ask() throws CommandFailedException {
    try {
      return new AdminClient(admin.address()).status(segments);
    } catch (IOException e) {
      throw new CommandFailedException(
          "no node answers at %s (%s): is one running there? Name another with --admin HOST:PORT"
              .formatted(admin.address(), e.getMessage()));
    }
  }
}
