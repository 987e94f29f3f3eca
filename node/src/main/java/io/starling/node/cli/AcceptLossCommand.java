package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling accept-loss}: tells every node that one of them never returns. */
@Command(
    name = "accept-loss",
    header = "Give up a node that never returns.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nFor segments that stay closed after many nodes lost power at once: such a segment waits"
          + " for",
      "all of its members, since any of them may hold the last copy of a write. What only NODE"
          + " held",
      "is lost for good. A majority of the members must still be there."
    },
    footer = {
      "%nExamples:",
      "    starling accept-loss --yes 3f2a9c01",
      "    starling accept-loss --admin 10.0.0.2:9379 --segment 17 --yes 3f2a9c01",
      "%nExit codes: 0 every node was told, 1 one was not, 2 wrong command line."
    })
final class AcceptLossCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Option(names = "--segment", paramLabel = "NUMBER", description = "Only for this segment.")
  private @Nullable Integer segment;

  @Mixin private SecretOption secret = new SecretOption();

  @Option(names = "--yes", description = "Yes, lose what only this node held.")
  private boolean yes;

  @Parameters(paramLabel = "NODE", description = "Its id, or the first eight digits.")
  private String node = "";

  @Override
  public Integer call() throws CommandFailedException {
    if (!yes) {
      throw new CommandFailedException(
          "what only node " + node + " held would be lost for good: say --yes to accept that");
    }
    PrintWriter out = spec.commandLine().getOut();
    int refused = 0;
    for (NodeReport each : nodes()) {
      refused += tell(each, out) ? 0 : 1;
    }
    out.flush();
    return refused == 0 ? 0 : 1;
  }

  private List<NodeReport> nodes() throws CommandFailedException {
    try {
      return new AdminClient(admin.address()).status(false).nodes();
    } catch (IOException e) {
      throw new CommandFailedException(
          "no node answers at %s (%s): name another with --admin HOST:PORT"
              .formatted(admin.address(), e.getMessage()));
    }
  }

  private boolean tell(NodeReport told, PrintWriter out) throws CommandFailedException {
    Map<String, String> parameters = new TreeMap<>(Map.of("node", node));
    parameters.put("segment", segment == null ? "all" : segment.toString());
    HostAndPort address = new HostAndPort(told.host(), told.adminPort());
    try {
      String text = new AdminClient(address).act("accept-loss", parameters, secret.text());
      out.printf("%s: %s%n", address, text.strip());
      return true;
    } catch (IOException e) {
      out.printf("%s: not done: %s%n", address, e.getMessage());
      return false;
    }
  }
}
