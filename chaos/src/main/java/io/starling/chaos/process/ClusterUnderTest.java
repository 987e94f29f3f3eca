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
    List<ServerProcess> processes = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      List<String> prefix = network == null ? List.of() : network.enter(i);
      processes.add(new ServerProcess(servers.get(i), prefix));
    }
    ClusterUnderTest cluster = new ClusterUnderTest(processes, network);
    try {
      cluster.startAll(timeout);
      formation.form(servers);
      cluster.awaitReady(timeout);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  private void startAll(Duration timeout) throws IOException, InterruptedException {
    for (ServerProcess process : processes) {
      process.start();
      await(process, ServerUnderTest::isUp, timeout, "up");
    }
  }

  public List<ServerProcess> processes() {
    return processes;
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
   * Waits until every server is ready, each for at most the time given.
   *
   * @throws IOException if one is not in time, or has died; says what it printed
   */
  public void awaitReady(Duration timeout) throws IOException, InterruptedException {
    for (ServerProcess process : processes) {
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
