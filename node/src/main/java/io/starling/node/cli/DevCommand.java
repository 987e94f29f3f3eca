package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling dev}: a cluster on this machine, every node a process of its own. */
@Command(
    name = "dev",
    header = "Run a cluster on this machine.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "%nFor development and to try things out. Every node is a process of its own, so that one can"
          + " be killed. Ctrl-C stops all of them; the same command goes on with the same data."
    },
    footer = {
      "%nExamples:",
      "    starling dev",
      "    starling dev --nodes 5 --base-port 16379 --data /tmp/five",
      "    starling dev -- --durability sync --maxmemory 1gb",
      "%nNode N listens on base port + N - 1 for plain clients, on 1000 more for cluster clients,",
      "1567 more for the other nodes and 3000 more for HTTP.",
      "Exit codes: 0 stopped as asked, 1 failed, 2 wrong command line."
    })
final class DevCommand implements Callable<Integer> {
  private static final int REPLICAS_DEFAULT = 3;
  private static final int NODES_MAX = 16;
  private static final int BASE_PORT_MAX = 65_535 - DevNode.PORT_SPAN - NODES_MAX;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--nodes",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "Nodes, 1 to 16. Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--base-port",
      paramLabel = "PORT",
      defaultValue = "6379",
      description = "Port of the first node for plain clients. Default: ${DEFAULT-VALUE}.")
  private int basePort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "starling-dev",
      description = "Directory for the data and logs of all nodes. Default: ${DEFAULT-VALUE}.")
  private Path data = Path.of("starling-dev");

  @Option(
      names = "--restart",
      description = "Start a node that died again; otherwise it is only reported.")
  private boolean restart;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Time for all nodes to be ready. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Parameters(
      paramLabel = "NODE-OPTION",
      arity = "0..*",
      description = "After --: options that every node gets.")
  private List<String> passedOn = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailedException {
    checkRanges();
    DevPlan plan = DevPlan.of(nodes, basePort, data, passedOn);
    checkPorts(plan);
    PrintWriter out = spec.commandLine().getOut();
    DevCluster cluster = new DevCluster(new JavaChild(plan), out);
    stopOnSignal(cluster);
    cluster.start(plan.nodes());
    Optional<String> failure = cluster.awaitReady(this::isReady, pauseUntil(waitSeconds));
    if (failure.isPresent()) {
      cluster.stop();
      throw new CommandFailedException(failure.get());
    }
    Files.writeString(plan.mark(), "All nodes have been ready together.\n");
    out.print(DevText.of(plan, data, cluster::pid));
    out.flush();
    if (!cluster.watch(restart)) {
      throw new CommandFailedException("no node is left");
    }
    return 0;
  }

  /**
   * Whether a node serves, and its segments have all their copies: whoever reads that the cluster
   * is ready may kill a node next. With options of their own the nodes may want another number of
   * copies.
   */
  private boolean isReady(DevNode node) {
    AdminClient admin = new AdminClient(node.admin());
    if (!admin.ready() || nodes < REPLICAS_DEFAULT || !passedOn.isEmpty()) {
      return admin.ready();
    }
    try {
      return admin.status(false).totals().underReplicated() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void stopOnSignal(DevCluster cluster) {
    Runnable stop =
        () -> {
          cluster.stop();
          Runtime.getRuntime().halt(0);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
  }

  private void checkRanges() {
    if (nodes < 1 || nodes > NODES_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--nodes: " + nodes + " is out of range: give 1 to " + NODES_MAX);
    }
    if (basePort < 1 || basePort > BASE_PORT_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--base-port: " + basePort + " is out of range: give 1 to " + BASE_PORT_MAX);
    }
  }

  private static void checkPorts(DevPlan plan) throws CommandFailedException {
    for (DevNode node : plan.nodes()) {
      for (int port : node.ports()) {
        try {
          new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
          throw new CommandFailedException(
              "port %d is in use: is a cluster running already? Stop it, or give another --base-port"
                  .formatted(port));
        }
      }
    }
  }

  private static DevCluster.Pause pauseUntil(int seconds) {
    long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    return () -> {
      Thread.sleep(LOOK_EVERY);
      return System.nanoTime() < deadline;
    };
  }
}
