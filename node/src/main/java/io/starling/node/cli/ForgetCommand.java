package io.starling.node.cli;

import io.starling.node.admin.AwayReport;
import io.starling.node.admin.StatusReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling forget}: a node will not come back. */
@Command(
    name = "forget",
    header = "Replace the copies of a node that will not come back, without waiting.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nA node that is away is replaced after the grace time (see the setting `grace`); this says",
      "to every node that it need not wait. When no segment counts on it any more, nobody knows it.",
      "Refused while it is there, and while it has the only copies of a segment. Should it come",
      "back after all, it joins as any other node, and its old copies are made equal or given back."
    },
    footer = {
      "%nExamples:",
      "    starling forget 3f2a9c01",
      "%nExit codes: 0 it is forgotten, 1 refused, or not yet (it goes on), 2 wrong command line."
    })
final class ForgetCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Parameters(paramLabel = "NODE", description = "Its id, or the first eight digits.")
  private String node = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to watch its copies being replaced. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    OneCluster cluster = OneCluster.seenFrom(admin.address());
    StatusReport status = cluster.status(/* withSegments= */ false);
    PrintWriter out = spec.commandLine().getOut();
    if (OneCluster.named(status.nodes(), each -> each.id(), node).size() == 1) {
      throw new CommandFailedException(
          "%s is there: `starling drain %s` empties it, then stop it".formatted(node, node));
    }
    List<AwayReport> found = OneCluster.named(status.away(), each -> each.id(), node);
    if (found.size() != 1) {
      throw new CommandFailedException(
          "%d nodes that are away are called \"%s\"; away are: %s"
              .formatted(found.size(), node, ids(status.away())));
    }
    String id = found.get(0).id();
    boolean all = cluster.tellAll("forget", Map.of("node", id), secret.text(), out);
    return all && watch(cluster, id, out) ? 0 : 1;
  }

  private static String ids(List<AwayReport> away) {
    return away.isEmpty()
        ? "none"
        : String.join(", ", away.stream().map(each -> StatusText.shortened(each.id())).toList());
  }

  private boolean watch(OneCluster cluster, String id, PrintWriter out)
      throws CommandFailedException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    Optional<AwayReport> left = left(cluster, id);
    while (left.isPresent() && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      left = left(cluster, id);
    }
    out.println(
        left.map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%s is still a member of %d segments: they are replaced as soon as there is"
                            + " a node%nthat has no copy of them. Start one, or wait.",
                        StatusText.shortened(id),
                        each.copies()))
            .orElse(StatusText.shortened(id) + " is forgotten: no segment counts on it"));
    out.flush();
    return left.isEmpty();
  }

  private static Optional<AwayReport> left(OneCluster cluster, String id)
      throws CommandFailedException {
    return cluster.status(/* withSegments= */ false).away().stream()
        .filter(each -> each.id().equals(id))
        .findFirst();
  }
}
