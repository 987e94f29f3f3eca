package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling move}: an operator moves one segment. */
@Command(
    name = "move",
    header = "Move a segment to another node.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nTo a node that has a copy only the primary role goes, which moves no data; to any other",
      "the primary's copy goes, with the role. Returns when it is begun: `starling status` shows",
      "the rest."
    },
    footer = {
      "%nExamples:",
      "    starling move 17 --to 3f2a9c01",
      "    starling move 17 --to 3f2a9c01 --dry-run",
      "%nExit codes: 0 it is begun, 1 refused, 2 wrong command line."
    })
final class MoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Parameters(paramLabel = "SEGMENT", description = "Its number.")
  private int segment;

  @Option(
      names = "--to",
      paramLabel = "NODE",
      required = true,
      description = "Its id, or the first eight digits.")
  private String to = "";

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Override
  public Integer call() throws CommandFailedException {
    OneCluster cluster = OneCluster.seenFrom(admin.address());
    StatusReport status = cluster.status(/* withSegments= */ true);
    SegmentReport found =
        status.segments().stream()
            .filter(each -> each.segment() == segment)
            .findFirst()
            .orElseThrow(
                () -> new CommandFailedException("there is no segment " + segment + " known here"));
    NodeReport primary = OneCluster.node(status, found.primary());
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("segment", Integer.toString(segment));
    parameters.put("to", to);
    parameters.put("dry-run", Boolean.toString(dryRun));
    PrintWriter out = spec.commandLine().getOut();
    try {
      AdminClient client = new AdminClient(OneCluster.adminOf(primary));
      out.println(client.act("move", parameters, secret.text()).strip());
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    out.flush();
    return 0;
  }
}
