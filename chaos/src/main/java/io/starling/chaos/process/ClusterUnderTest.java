package io.starling.chaos.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Several servers that run as one, each of which can be mistreated by itself. */
public final class ClusterUnderTest implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final int LOG_LINES = 40;

  private final List<ServerProcess> processes;
  private final @Nullable IsolatedNetwork network;

  /** Those that have joined and not left, whether or not they are down just now. */
  private final List<ServerProcess> running = new ArrayList<>();

  private ClusterUnderTest(List<ServerProcess> processes, @Nullable IsolatedNetwork network) {
    this.processes = List.copyOf(processes);
    this.network = network;
  }

  /** What makes one cluster of servers that run. */
  @FunctionalInterface
  public interface Formation {
    /** Servers that find each other by themselves. */
    Formation BY_ITSELF = servers -> {};

    void form(List<? extends ServerUnderTest> servers) throws IOException;
  }

  /**
   * Starts all servers, one after the other, and returns when all are ready.
   *
   * @param network in which they have their addresses, closed with the cluster; null: the machine's
   * @throws IOException if they are not up, or not ready, in time; says what they printed
   */
  public static ClusterUnderTest start(
      List<? extends ServerUnderTest> servers,
      Formation formation,
      @Nullable IsolatedNetwork network,
      Duration timeout)
      throws IOException, InterruptedException {
    return start(servers, servers.size(), formation, network, timeout);
  }

  /**
   * Starts the first servers, which find each other by themselves; the others can {@link #join}.
   *
   * @param first how many
   * @throws IOException if they are not up, or not ready, in time; says what they printed
   */
  public static ClusterUnderTest start(
      List<? extends ServerUnderTest> servers,
      int first,
      @Nullable IsolatedNetwork network,
      Duration timeout)
      throws IOException, InterruptedException {
    return start(servers, first, Formation.BY_ITSELF, network, timeout);
  }

  private static ClusterUnderTest start(
      List<? extends ServerUnderTest> servers,
      int first,
      Formation formation,
      @Nullable IsolatedNetwork network,
      Duration timeout)
      throws IOException, InterruptedException {
    List<ServerProcess> processes = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      List<String> prefix = network == null ? List.of() : network.enter(i);
      processes.add(new ServerProcess(servers.get(i), prefix));
    }
    ClusterUnderTest cluster = new ClusterUnderTest(processes, network);
    try {
      for (ServerProcess process : processes.subList(0, first)) {
        cluster.join(process, timeout);
      }
      formation.form(servers);
      cluster.awaitReady(timeout);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /**
   * Starts a server that does not run, and returns when it answers.
   *
   * @throws IOException if it is not up in time, or dies; says what it printed
   */
  public void join(ServerProcess process, Duration timeout)
      throws IOException, InterruptedException {
    process.start();
    if (!running.contains(process)) {
      running.add(process);
    }
    await(process, ServerUnderTest::isUp, timeout, "up");
  }

  /**
   * Ends a server for good (SIGTERM): it is not waited for any more.
   *
   * @throws IOException if it does not end by itself in time
   */
  public void leave(ServerProcess process, Duration timeout)
      throws IOException, InterruptedException {
    if (!process.terminate(timeout)) {
      throw failure(process, "did not end within " + timeout + " of SIGTERM");
    }
    running.remove(process);
  }

  public List<ServerProcess> processes() {
    return processes;
  }

  /** Those that are part of the cluster: started once, and not told to leave since. */
  public List<ServerProcess> members() {
    return List.copyOf(running);
  }

  /** The network in which they can be kept from each other, if they have one. */
  public Optional<IsolatedNetwork> network() {
    return Optional.ofNullable(network);
  }

  /** Where clients go, in the order of the servers. */
  public List<Address> addresses(ClientPort port) {
    return processes.stream().map(process -> process.server().address(port)).toList();
  }

  /**
   * Waits until every server that is part of the cluster is ready, each for at most the time given.
   *
   * @throws IOException if one is not in time, or has died; says what it printed
   */
  public void awaitReady(Duration timeout) throws IOException, InterruptedException {
    for (ServerProcess process : running) {
      await(process, ServerUnderTest::isReady, timeout, "ready");
    }
  }

  private static void await(
      ServerProcess process, Predicate<ServerUnderTest> state, Duration timeout, String word)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!state.test(process.server())) {
      if (!process.isRunning()) {
        throw failure(process, "died");
      }
      if (System.nanoTime() - deadline > 0) {
        throw failure(process, "is not " + word + " after " + timeout);
      }
      Thread.sleep(POLL_INTERVAL);
    }
  }

  private static IOException failure(ServerProcess process, String what) {
    String name = process.server().name();
    String tail = process.logTail(LOG_LINES);
    return new IOException(name + " " + what + "; end of " + process.log() + ":\n" + tail);
  }

  /** Kills all servers and takes the network down. Data and logs stay. */
  @Override
  public void close() {
    processes.forEach(ServerProcess::close);
    if (network != null) {
      network.close();
    }
  }
}
