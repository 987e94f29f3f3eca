package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeHealth;
import io.starling.node.admin.NodeReport;
import io.starling.node.bench.Bench;
import io.starling.node.bench.BenchResult;
import io.starling.node.bench.BenchText;
import io.starling.node.bench.Load;
import io.starling.node.bench.Target;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code starling bench}: load, and how long it takes. */
@Command(
    name = "bench",
    header = "Put load on a cluster and measure.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    usageHelpWidth = 100,
    description = {
      "%nSends GET and SET at a steady rate, whatever becomes of them, and measures each from when"
          + " it was due: a server that stalls for a second shows as a second. Works with any"
          + " server that speaks RESP, too."
    },
    footer = {
      "%nExamples:",
      "    starling bench --fill",
      "    starling bench --rate 50000 --duration 60 --read-ratio 0.5 --distribution zipf",
      "    starling bench --cluster --port 7379 --clients 64",
      "    starling bench --admin 10.0.0.1:9379          every node that it knows",
      "    starling bench --closed-loop --pipeline 16    as redis-benchmark measures",
      "%nProgress goes to standard error, the result to standard output.",
      "Exit codes: 0 measured, 1 failed, 2 wrong command line."
    })
final class BenchCommand implements Callable<Integer> {
  private enum Distribution {
    UNIFORM,
    ZIPF;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1", description = "Node.")
  private String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "6379", description = "Its port.")
  private int port;

  @Option(names = "--cluster", description = "Speak Redis Cluster; the port is then such a one.")
  private boolean cluster;

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      converter = AdminOption.Address.class,
      description = "Instead of host and port: all nodes that this admin port knows.")
  private @Nullable HostAndPort admin;

  @Option(
      names = "--password",
      paramLabel = "TEXT",
      defaultValue = "${env:STARLING_PASSWORD}",
      showDefaultValue = Visibility.NEVER,
      description = "For AUTH. Or: STARLING_PASSWORD.")
  private @Nullable String password;

  @Option(
      names = "--rate",
      paramLabel = "PER-SECOND",
      defaultValue = "10000",
      description = "Requests of all clients together.")
  private int rate;

  @Option(
      names = "--closed-loop",
      description = "No rate: each client sends as soon as it has room. Hides stalls; to compare.")
  private boolean closedLoop;

  @Option(names = "--duration", paramLabel = "SECONDS", defaultValue = "10", description = "Time.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "Time under the same load before it is measured.")
  private int warmUpSeconds;

  @Option(names = "--clients", paramLabel = "COUNT", defaultValue = "50", description = "Clients.")
  private int clients;

  @Option(
      names = "--pipeline",
      paramLabel = "COUNT",
      description =
          "Requests that a client has pending at most: 1 in a closed loop, 1000 otherwise.")
  private @Nullable Integer pipeline;

  @Option(
      names = "--wait",
      paramLabel = "REPLICAS",
      defaultValue = "0",
      description = "After each SET, WAIT for that many: for servers that answer first. 0: none.")
  private int waitFor;

  @Option(
      names = "--read-ratio",
      paramLabel = "SHARE",
      defaultValue = "0.9",
      description = "Share of reads, 0 to 1.")
  private double readRatio;

  @Option(
      names = "--key-count",
      paramLabel = "COUNT",
      defaultValue = "100000",
      description = "Different keys.")
  private int keyCount;

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      defaultValue = "100",
      description = "Bytes of a value.")
  private int valueBytes;

  @Option(
      names = "--distribution",
      paramLabel = "NAME",
      defaultValue = "uniform",
      description = "uniform: all keys alike; zipf: few keys get most requests.")
  private Distribution distribution = Distribution.UNIFORM;

  @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "1", description = "Of the keys.")
  private long seed;

  @Option(names = "--fill", description = "First write every key once, so that reads find it.")
  private boolean fill;

  @Option(names = "--json", description = "Print JSON, for a script.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Load load = load();
    Target target = target();
    PrintWriter err = spec.commandLine().getErr();
    try (Bench bench = Bench.of(load, target)) {
      if (fill) {
        long written = bench.fill().writes().getTotalCount();
        err.printf(Locale.ROOT, "%,d keys written%n", written);
      }
      bench.warmUp(Duration.ofSeconds(warmUpSeconds));
      BenchResult result =
          bench.run(
              (second, totals) -> {
                err.println(BenchText.progress(second, totals));
                err.flush();
              });
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? BenchText.json(result) : "\n" + BenchText.table(result));
      out.flush();
      return 0;
    } catch (IOException e) {
      throw new CommandFailedException(e.getMessage() + ". Is a node running there?");
    }
  }

  private Load load() {
    int pending = pipeline != null ? pipeline : closedLoop ? 1 : 1000;
    try {
      return new Load(
          wantedRate(),
          Duration.ofSeconds(seconds),
          clients,
          pending,
          readRatio,
          keyCount,
          valueBytes,
          distribution == Distribution.ZIPF,
          seed);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private int wantedRate() {
    if (warmUpSeconds < 0 || warmUpSeconds > 3600) {
      throw wrong("--warm-up: " + warmUpSeconds + " is out of range: give 0 to 3600");
    }
    if (!closedLoop && rate < 1) {
      throw wrong("--rate: " + rate + " is no rate: give 1 or more, or --closed-loop");
    }
    return closedLoop ? 0 : rate;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Target target() throws CommandFailedException {
    if (admin == null) {
      return target(List.of(address(host, port)));
    }
    try {
      List<HostAndPort> nodes =
          new AdminClient(admin)
              .status(false).nodes().stream()
                  .filter(node -> node.health() == NodeHealth.ALIVE)
                  .map(this::portOf)
                  .toList();
      if (nodes.isEmpty()) {
        throw new CommandFailedException(admin + " knows no node that is alive");
      }
      return target(nodes);
    } catch (IOException e) {
      throw new CommandFailedException(
          "no node answers at %s (%s): is one running there?".formatted(admin, e.getMessage()));
    }
  }

  private Target target(List<HostAndPort> addresses) {
    try {
      return new Target(addresses, cluster, password, waitFor);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private HostAndPort portOf(NodeReport node) {
    return new HostAndPort(node.host(), cluster ? node.clusterPort() : node.port());
  }

  private HostAndPort address(String host, int port) {
    try {
      return new HostAndPort(host, port);
    } catch (IllegalArgumentException e) {
      throw wrong("--port: " + e.getMessage());
    }
  }
}
