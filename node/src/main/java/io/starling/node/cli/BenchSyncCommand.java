package io.starling.node.cli;

import io.starling.node.bench.copying.CopyBench;
import io.starling.node.bench.copying.CopyLoad;
import io.starling.node.replication.ReplicaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling bench-sync}: what it costs to bring an entry to a node that holds none. */
@Command(
    name = "bench-sync",
    hidden = true,
    header = "Measure what it costs to copy segments to an empty node.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "%nFills the stores of one node and copies them to empty ones, with the sessions, journals"
          + " and disks of real nodes, in one process and without a network."
    })
final class BenchSyncCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", paramLabel = "DIRECTORY", description = "Default: a temporary one.")
  private @Nullable Path data;

  @Option(names = "--entries", paramLabel = "COUNT", defaultValue = "1000000")
  private int entries;

  @Option(names = "--value-bytes", paramLabel = "COUNT", defaultValue = "200")
  private int valueBytes;

  @Option(names = "--segments", paramLabel = "COUNT", defaultValue = "256")
  private int segments;

  @Option(names = "--at-once", paramLabel = "COUNT", defaultValue = "32")
  private int atOnce;

  @Option(names = "--rounds", paramLabel = "COUNT", defaultValue = "5")
  private int rounds;

  @Option(names = "--compressible", description = "Values are text, instead of noise.")
  private boolean compressible;

  @Option(names = "--sync", description = "As with durability sync.")
  private boolean sync;

  @Override
  public Integer call() throws IOException {
    Path chosen = data;
    Path directory = chosen != null ? chosen : Files.createTempDirectory("starling-bench-sync");
    try {
      CopyLoad load = new CopyLoad(entries, valueBytes, segments, compressible, atOnce);
      new CopyBench(load, directory, sync)
          .run(ReplicaSettings.DEFAULT.sync(), rounds, spec.commandLine().getOut()::println);
      return 0;
    } finally {
      RehearseCommand.delete(directory);
    }
  }
}
