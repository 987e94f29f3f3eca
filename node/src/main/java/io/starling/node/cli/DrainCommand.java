package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling drain}: empties a node. */
@Command(
    name = "drain",
    header = "Empty a node, and say when it may be stopped.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nIts primary roles and copies go to the other nodes while clients go on. Refused if the",
      "others are too few for as many copies of every segment as there should be."
    },
    footer = {
      "%nExamples:",
      "    starling drain 3f2a9c01",
      "    starling drain 3f2a9c01 --undo",
      "%nExit codes: 0 the node holds nothing and may be stopped (or stays, with --undo), 1 refused"
          + " or not",
      "done in time (it goes on), 2 wrong command line."
    })
final class DrainCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Parameters(paramLabel = "NODE", description = "Its id, or the first eight digits.")
  private String node = "";

  @Option(names = "--undo", description = "Let it stay after all.")
  private boolean undo;

  @Option(
      names = "--force",
      description = "Even if the others are too few. What has no other place stays.")
  private boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long to watch it. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    OneCluster cluster = OneCluster.seenFrom(admin.address());
    NodeReport drained = OneCluster.node(cluster.status(/* withSegments= */ false), node);
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("undo", Boolean.toString(undo));
    parameters.put("force", Boolean.toString(force));
    PrintWriter out = spec.commandLine().getOut();
    try {
      AdminClient client = new AdminClient(OneCluster.adminOf(drained));
      out.println(client.act("drain", parameters, secret.text()).strip());
      out.flush();
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    return undo || watch(cluster, drained.id(), out) ? 0 : 1;
  }

  private boolean watch(OneCluster cluster, String id, PrintWriter out)
      throws CommandFailedException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    int copies = Integer.MAX_VALUE;
    while (copies > 0 && System.nanoTime() - deadline < 0) {
      copies = OneCluster.node(cluster.status(/* withSegments= */ false), id).copies();
      err.printf("\r%d copies left    ", copies);
      err.flush();
      if (copies > 0) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
    err.println();
    err.flush();
    out.println(
        copies == 0
            ? id + " holds nothing: it may be stopped"
            : id + " still holds " + copies + " copies; it goes on, `starling status` shows it");
    out.flush();
    return copies == 0;
  }
}
