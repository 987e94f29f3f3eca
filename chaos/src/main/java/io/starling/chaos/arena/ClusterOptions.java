package io.starling.chaos.arena;

import io.starling.chaos.process.ClientPort;
import io.starling.chaos.workload.ClientPool.Library;
import io.starling.chaos.workload.Connecting.Recovery;
import io.starling.chaos.workload.WorkloadSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is run, and who calls it. */
public final class ClusterOptions {
  @Option(
      names = "--client",
      paramLabel = "jedis|lettuce",
      defaultValue = "jedis",
      description = "The client library. Default: ${DEFAULT-VALUE}.")
  private String client = "jedis";

  @Option(
      names = "--mode",
      paramLabel = "port1|port2",
      defaultValue = "port2",
      description =
          "Plain clients on port one, or cluster clients on port two. Default: ${DEFAULT-VALUE}.")
  private String mode = "port2";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Nodes of the cluster. Default: ${DEFAULT-VALUE}.")
  private int nodes = 3;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "16",
      description = "Threads that call, one call at a time each. Default: ${DEFAULT-VALUE}.")
  private int threads = 16;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Calls a second of all threads together, 0 for as many as are answered. The default leaves"
              + " two processors time for what is to be seen. Default: ${DEFAULT-VALUE}.")
  private int rate = 2000;

  @Option(
      names = "--timeout",
      paramLabel = "MILLIS",
      description =
          "After which a client takes the outcome of a call as unknown. Default: 500, or as Jedis has"
              + " it, 2000, where clients are to see no error.")
  private @Nullable Integer timeoutMillis;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The program whose nodes are run. Default: the one that runs this command.")
  private @Nullable Path jar;

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description = "Given to the JVM of each node, behind those of this one; may be repeated.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(
      names = "--node-option",
      paramLabel = "OPTION",
      description =
          "Given to each node of Starling, such as --node-option=--lease=2s; may be repeated.")
  private List<String> nodeOptions = new ArrayList<>();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "For data and logs; kept. Default: a new one for temporary files, kept only if something"
              + " is wrong.")
  private @Nullable Path directory;

  public int nodes() {
    return nodes;
  }

  public int threads() {
    return threads;
  }

  /** Calls a second of all threads together; 0: as many as are answered. */
  public int rate() {
    return rate;
  }

  /** The load that was asked for. */
  public WorkloadSettings load() {
    return WorkloadSettings.DEFAULT.withThreads(threads).withCallsPerSecond(rate);
  }

  /**
   * @param server that is put to the test
   */
  public Setting setting(String server) {
    return new Setting(server, client, mode, threads, rate);
  }

  public Duration timeout(Recovery recovery) {
    int byDefault =
        switch (recovery) {
          case BY_CALLER -> 500;
          case BY_CLIENT -> 2_000;
        };
    return Duration.ofMillis(timeoutMillis == null ? byDefault : timeoutMillis);
  }

  public List<String> jvmOptions() {
    return List.copyOf(jvmOptions);
  }

  public List<String> nodeOptions() {
    return List.copyOf(nodeOptions);
  }

  public Optional<Path> jar() {
    return Optional.ofNullable(jar);
  }

  public Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  /** Data and logs of a run that held tell nobody anything, unless they were asked for. */
  public void settle(Arena arena, Verdict result, PrintWriter progress) {
    if (result.held() && directory == null) {
      arena.forgetData();
    } else {
      progress.println("data and logs are in " + arena.directory());
      progress.flush();
    }
  }

  public Library library() {
    try {
      return Library.valueOf(client.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("--client is jedis or lettuce", unknown);
    }
  }

  public ClientPort port() {
    return switch (mode) {
      case "port1" -> ClientPort.ANY_KEY;
      case "port2" -> ClientPort.CLUSTER;
      default -> throw new IllegalArgumentException("--mode is port1 or port2");
    };
  }
}
