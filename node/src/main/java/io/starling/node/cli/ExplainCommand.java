package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling explain}: why a segment is where it is. */
@Command(
    name = "explain",
    header = "Say why a segment is moved, or is not.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nAsks the segment's primary. Every way to be rid of it is judged as the node would judge it",
      "now: how busy the nodes are (COUNT%% is by number of copies and primary roles), what the",
      "utilisation of source and target would become, the gain, the terms of the cost, the bar that",
      "the gain less the cost has to reach, and the verdict. What is missing or leaves is moved",
      "without asking what it gains."
    },
    footer = {
      "%nExamples:",
      "    starling explain 17",
      "%nExit codes: 0 explained, 1 no node answers, 2 wrong command line."
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Parameters(paramLabel = "SEGMENT", description = "Its number.")
  private int segment;

  @Override
  public Integer call() throws CommandFailedException {
    StatusReport status = OneCluster.seenFrom(admin.address()).status(/* withSegments= */ true);
    SegmentReport found =
        status.segments().stream()
            .filter(each -> each.segment() == segment)
            .findFirst()
            .orElseThrow(
                () -> new CommandFailedException("there is no segment " + segment + " known here"));
    PrintWriter out = spec.commandLine().getOut();
    try {
      AdminClient client =
          new AdminClient(OneCluster.adminOf(OneCluster.node(status, found.primary())));
      Map<String, String> parameters = Map.of("segment", Integer.toString(segment));
      out.println(client.act("explain", parameters, secret.text()).strip());
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    out.flush();
    return 0;
  }
}
