package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeHealth;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.StatusReport;
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
      "%nIts primary roles and copies go to the other nodes while clients go on, and nothing new is",
      "given to it, after a restart neither, until --undo. Refused if the others are too few for",
      "as many copies of every segment as there should be; with --force such segments go on with",
      "fewer members (an odd number: of three they keep one until there are three nodes again).",
      "The last node that stays cannot be drained."
    },
    footer = {
      "%nExamples:",
      "    starling drain 3f2a9c01",
      "    starling drain 3f2a9c01 --force",
      "    starling drain 3f2a9c01 --undo",
      "%nExit codes: 0 the node holds nothing and may be stopped (or stays, with --undo), 1 refused"
          + " or not",
      "done in time (it goes on), 2 wrong command line."
    })
final class DrainCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 500;
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(15);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Parameters(paramLabel = "NODE", description = "Its id, or the first eight digits.")
  private String node = "";

  @Option(names = "--undo", description = "Let it stay after all.")
  private boolean undo;

  @Option(
      names = "--force",
      description = "Even if the others are too few: segments then have fewer copies.")
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
    long newsAtNanos = System.nanoTime();
    int copies = Integer.MAX_VALUE;
    while (copies > 0 && System.nanoTime() - deadline < 0) {
      StatusReport status = cluster.status(/* withSegments= */ false);
      int left = OneCluster.node(status, id).copies();
      if (left != copies) {
        copies = left;
        newsAtNanos = System.nanoTime();
        err.printf("\r%d copies left    ", copies);
        err.flush();
      }
      if (copies > 0 && System.nanoTime() - newsAtNanos > STUCK_NANOS) {
        err.println();
        out.println(whyStuck(status, copies));
        out.flush();
        newsAtNanos = System.nanoTime() + STUCK_NANOS;
      }
      if (copies > 0) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
    err.println();
    err.flush();
    String name = StatusText.shortened(id);
    out.println(
        copies == 0
            ? name + " holds nothing: it may be stopped"
            : name + " still holds " + copies + " copies; it goes on, see `starling status`");
    out.flush();
    return copies == 0;
  }

  private static String whyStuck(StatusReport status, int copies) {
    long stay = status.nodes().stream().filter(each -> each.health() == NodeHealth.ALIVE).count();
    return "nothing has moved for a while: %d copies are left, and %d other nodes stay.%n"
            .formatted(copies, stay)
        + "If these are too few, start another node, have one stay (drain NODE --undo), or use"
        + " --force.";
  }
}
