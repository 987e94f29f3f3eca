package io.starling.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code starling decisions}: what the nodes have decided lately. */
@Command(
    name = "decisions",
    header = "Show what every node has decided to move lately.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "%nExamples:",
      "    starling decisions",
      "%nExit codes: 0 every node has answered, 1 one has not, 2 wrong command line."
    })
final class DecisionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Override
  public Integer call() throws CommandFailedException {
    boolean all =
        OneCluster.seenFrom(admin.address())
            .tellAll("decisions", secret.text(), spec.commandLine().getOut());
    return all ? 0 : 1;
  }
}
