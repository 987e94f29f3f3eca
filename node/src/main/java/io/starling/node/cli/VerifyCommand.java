package io.starling.node.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.starling.node.admin.AdminClient;
import io.starling.node.admin.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling verify}: compares all copies of all segments. */
@Command(
    name = "verify",
    header = "Compare all copies of all segments with each other.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nEvery primary compares the Merkle root of its copy with those of all others, at a marker in",
      "the stream of writes: clients notice nothing. What differs is printed, and made equal."
    },
    footer = {
      "%nExamples:",
      "    starling verify",
      "    starling verify --admin 10.0.0.2:9379 --secret-file starling.secret --json",
      "%nExit codes: 0 all copies were compared and are equal, 1 not so, 2 wrong command line."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final JSON PRETTY =
      JSON.std.without(JSON.Feature.USE_FIELDS).with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to go on trying what cannot be compared yet. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Option(names = "--json", description = "As JSON, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailedException, IOException, InterruptedException {
    StatusReport cluster = cluster();
    int segments = cluster.totals().segments();
    PrintWriter err = spec.commandLine().getErr();
    Verification verification = new Verification(cluster.nodes(), segments, secret.text());
    verification.run(
        TimeUnit.SECONDS.toMillis(timeoutSeconds),
        done -> {
          err.printf("\r%d of %d segments compared", done, segments);
          err.flush();
        });
    err.println();
    err.flush();
    VerifyResult result = verification.result();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? PRETTY.asString(result) + "\n" : result.text());
    out.flush();
    return result.clean() ? 0 : 1;
  }

  private StatusReport cluster() throws CommandFailedException {
    try {
      return new AdminClient(admin.address()).status(false);
    } catch (IOException e) {
      throw new CommandFailedException(
          "no node answers at %s (%s): name another with --admin HOST:PORT"
              .formatted(admin.address(), e.getMessage()));
    }
  }
}
