package io.starling.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code starling pause-moves}. */
@Command(
    name = "pause-moves",
    header = "Keep every node from moving segments of its own accord.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "%nTells every node that is there. Missing copies are made all the same, and what an operator",
      "orders is done. A node that starts later moves segments."
    },
    footer = {
      "%nExamples:",
      "    starling pause-moves",
      "%nExit codes: 0 every node was told, 1 one was not, 2 wrong command line."
    })
final class PauseMovesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AdminOption admin = new AdminOption();

  @Mixin private SecretOption secret = new SecretOption();

  @Override
  public Integer call() throws CommandFailedException {
    boolean all =
        OneCluster.seenFrom(admin.address())
            .tellAll("pause-moves", secret.text(), spec.commandLine().getOut());
    return all ? 0 : 1;
  }
}
