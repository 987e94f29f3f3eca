package io.starling.node.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The binary's entry: reads the command line and runs the command that it names. */
@Command(
    name = "starling",
    description =
        "A replicated key-value store of symmetric nodes that any Redis client can talk to.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = "%nEach command explains itself: starling COMMAND --help")
public final class Starling implements Runnable {
  private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

  @Spec private CommandSpec spec = CommandSpec.create();

  private Starling() {}

  /**
   * Runs a command and ends the process.
   *
   * <p>Exit codes: what the command returns; 1 if it failed; 2 if the command line is wrong.
   */
  public static void main(String[] arguments) {
    // Chronicle Map reads these once, before the first map: no banner, and no message to its maker.
    System.setProperty("chronicle.announcer.disable", "true");
    System.setProperty("chronicle.analytics.disable", "true");
    // By default Netty wraps some buffers to find leaks, which slows the decoding of all of them.
    if (System.getProperty(LEAK_DETECTION) == null) {
      System.setProperty(LEAK_DETECTION, "disabled");
    }
    System.exit(commandLine().execute(arguments));
  }

  /** The parser with every command that is on the class path. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Starling());
    for (CommandContribution contribution : ServiceLoader.load(CommandContribution.class)) {
      for (Object command : contribution.commands()) {
        commandLine.addSubcommand(new CommandLine(command));
      }
    }
    PlainFailures failures = new PlainFailures();
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
