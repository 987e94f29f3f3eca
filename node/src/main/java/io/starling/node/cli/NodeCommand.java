package io.starling.node.cli;

import io.starling.node.settings.InvalidSettingException;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.SettingSources;
import io.starling.node.settings.SettingsFile;
import io.starling.node.settings.SettingsFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code starling node}: one node, until it is asked to stop. */
@Command(
    name = "node",
    header = "Run one node.",
    modelTransformer = NodeOptions.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    abbreviateSynopsis = true,
    customSynopsis = "starling node --data DIR [--seed HOST:PORT,...] [OPTION...]",
    description = {
      "%nWithout a seed, a node whose data directory is empty founds a cluster; with"
          + " one, it joins. A node that has been in a cluster before goes on where it was.",
      "%nEvery option is also a line of the configuration file (port = 6379) and a variable of the"
          + " environment (STARLING_PORT=6379). A flag goes before the environment, the environment"
          + " before the file."
    },
    footer = {
      "%nExamples:",
      "  A cluster of one, on this machine:",
      "    starling node --data /tmp/one",
      "  The first node of a cluster, and a second one on another machine:",
      "    head -c 32 /dev/urandom | base64 > starling.secret",
      "    starling node --data /var/lib/starling --bind 10.0.0.1 --secret-file starling.secret",
      "    starling node --data /var/lib/starling --bind 10.0.0.2 --secret-file starling.secret \\",
      "      --seed 10.0.0.1:7946",
      "  What would it run with, and who says so?",
      "    starling node --config starling.conf --print-settings",
      "%nSIGTERM hands primaries to other nodes first, then stops.",
      "Exit codes: 0 stopped as asked, 1 failed, 2 wrong command line or setting."
    })
final class NodeCommand implements Callable<Integer> {
  private final NodeLauncher launcher;
  private final Map<String, String> environment;
  private final Consumer<Runnable> shutdown;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      order = -3,
      description = "File with settings, name = value a line. Or: STARLING_CONFIG.")
  private @Nullable Path config;

  @Option(
      names = "--print-settings",
      order = -2,
      description = "Print every setting and where it comes from, as such a file; start nothing.")
  private boolean printSettings;

  @Option(names = "--stop-with", hidden = true, description = "Process after whose end to stop.")
  private @Nullable Long companion;

  NodeCommand(NodeLauncher launcher) {
    this(
        launcher,
        System.getenv(),
        task -> Runtime.getRuntime().addShutdownHook(new Thread(task, "stop")));
  }

  /**
   * @param shutdown takes what is to be done when the process is asked to end
   */
  NodeCommand(NodeLauncher launcher, Map<String, String> environment, Consumer<Runnable> shutdown) {
    this.launcher = launcher;
    this.environment = environment;
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws StartRefusedException, InterruptedException {
    try {
      SettingSources sources = sources();
      if (printSettings) {
        spec.commandLine().getOut().print(sources.print());
        spec.commandLine().getOut().flush();
      }
      NodeSettings settings = NodeSettings.from(sources);
      return printSettings ? 0 : run(settings);
    } catch (InvalidSettingException | SettingsFileException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private SettingSources sources() {
    return SettingSources.of(
        NodeOptions.given(spec.commandLine().getParseResult()), environment, file());
  }

  private SettingsFile file() {
    String fromEnvironment = environment.getOrDefault("STARLING_CONFIG", "");
    if (config != null) {
      return SettingsFile.read(config);
    }
    return fromEnvironment.isBlank()
        ? SettingsFile.empty()
        : SettingsFile.read(Path.of(fromEnvironment));
  }

  private int run(NodeSettings settings) throws StartRefusedException, InterruptedException {
    RunningNode node = launcher.start(settings);
    NodeProcess process = new NodeProcess(node, settings.process().stopTimeout());
    shutdown.accept(process::stopAndHalt);
    process.stopAfter(companion == null ? OptionalLong.empty() : OptionalLong.of(companion));
    return node.awaitStopped() ? 0 : 1;
  }
}
