package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.StatusJson;
import io.starling.node.admin.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code starling status}: the cluster as one node sees it. */
@Command(
    name = "status",
    header = "Show the nodes and segments of a cluster.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nAs the asked node sees them. Moves of segments that are under way are shown with their",
      "phase, how much of the copy has arrived, and how long the rest takes; of many, each node",
      "tells the first eight."
    },
    footer = {
      "%nExamples:",
      "    starling status",
      "    starling status --admin 10.0.0.2:9379 --segments",
      "    starling status --watch",
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

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "2",
      description = "Show it again and again, every 2 seconds or as often as given, until Ctrl-C.")
  private @Nullable Integer watchSeconds;

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Integer seconds = watchSeconds;
    if (seconds == null) {
      print(text(ask()));
      return 0;
    }
    if (seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--watch is at least 1 second, not " + seconds);
    }
    watch(seconds);
    return 0;
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private String text(StatusReport report) {
    return json ? StatusJson.writePretty(report) : StatusText.of(report, Terminal.columns());
  }

  /** Until the process is ended, or nobody reads what it prints any more. */
  private void watch(int seconds) throws InterruptedException {
    while (!spec.commandLine().getOut().checkError()) {
      String clear = json ? "" : Terminal.clear();
      try {
        print(clear + text(ask()));
      } catch (CommandFailedException unanswered) {
        print(clear + unanswered.getMessage() + "\n");
      }
      TimeUnit.SECONDS.sleep(seconds);
    }
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
