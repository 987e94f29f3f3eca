package io.starling.chaos.survival;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.Directories;
import io.starling.chaos.process.IsolatedNetwork;
import io.starling.chaos.process.OwnProgram;
import io.starling.chaos.process.RedisClusterMember;
import io.starling.chaos.process.RedisClusterMember.Keeping;
import io.starling.chaos.process.StarlingNode;
import io.starling.chaos.survival.SurvivalReport.Setting;
import io.starling.chaos.workload.ClientPool;
import io.starling.chaos.workload.Connecting;
import io.starling.chaos.workload.Connecting.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running cluster and the clients that call it, as the options say. */
final class Arena implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  /** Nodes want one where others could reach them; here nobody but this machine can. */
  private static final String SECRET = "known-to-this-machine-only";

  private final Setting setting;
  private final ClusterUnderTest cluster;
  private final ClientPool clients;
  private final Path directory;
  private boolean dataIsWanted = true;

  private Arena(Setting setting, ClusterUnderTest cluster, ClientPool clients, Path directory) {
    this.setting = setting;
    this.cluster = cluster;
    this.clients = clients;
    this.directory = directory;
  }

  /**
   * @param parted whether the nodes need a network in which they can be kept from each other
   * @param recovery who deals with a connection that has ended
   * @throws IOException if the cluster does not come up, or there can be no such network here
   */
  static Arena open(ClusterOptions options, boolean parted, Recovery recovery)
      throws IOException, InterruptedException {
    Path directory = directory(options);
    ClusterUnderTest cluster = cluster(options, directory, parted);
    try {
      String password = parted && options.redis().isEmpty() ? SECRET : null;
      List<Address> addresses = cluster.addresses(options.port());
      Connecting connecting =
          new Connecting(addresses, options.timeout(recovery), password, recovery);
      return new Arena(options.setting(), cluster, clients(options, connecting), directory);
    } catch (RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  private static Path directory(ClusterOptions options) throws IOException {
    Optional<Path> chosen = options.directory();
    return chosen.isPresent()
        ? Files.createDirectories(chosen.get()).toAbsolutePath()
        : Files.createTempDirectory("starling-chaos");
  }

  private static ClusterUnderTest cluster(ClusterOptions options, Path directory, boolean parted)
      throws IOException, InterruptedException {
    IsolatedNetwork network = parted ? network(options.nodes()) : null;
    List<String> hosts = hosts(network, options.nodes());
    Optional<Keeping> redis = options.redis();
    if (redis.isPresent()) {
      Keeping keeping = redis.get();
      return ClusterUnderTest.start(
          RedisClusterMember.servers(keeping, hosts, directory),
          servers -> RedisClusterMember.form(keeping, servers),
          network,
          START_TIMEOUT);
    }
    return ClusterUnderTest.start(
        StarlingNode.servers(program(options, parted), hosts, directory),
        ClusterUnderTest.Formation.BY_ITSELF,
        network,
        START_TIMEOUT);
  }

  private static IsolatedNetwork network(int nodes) throws IOException {
    Optional<String> obstacle = IsolatedNetwork.obstacle();
    if (obstacle.isPresent()) {
      throw new IOException("a partition cannot be made here: " + obstacle.get());
    }
    return IsolatedNetwork.create(nodes);
  }

  private static List<String> hosts(@Nullable IsolatedNetwork network, int nodes) {
    List<String> hosts = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      hosts.add(network == null ? "127.0.0.1" : network.host(node));
    }
    return hosts;
  }

  private static StarlingNode.Program program(ClusterOptions options, boolean parted)
      throws IOException {
    Optional<Path> jar = options.jar();
    return new StarlingNode.Program(
        OwnProgram.java(),
        jar.isPresent() ? jar.get().toAbsolutePath() : OwnProgram.jar(),
        jvmOptions(options),
        parted ? SECRET : null);
  }

  /** Nodes run as this process does: the launcher knows what suits them. */
  private static List<String> jvmOptions(ClusterOptions options) {
    List<String> all = new ArrayList<>(OwnProgram.jvmOptions());
    all.addAll(options.jvmOptions());
    return all;
  }

  private static ClientPool clients(ClusterOptions options, Connecting connecting) {
    return ClientPool.open(options.library(), options.port(), connecting, options.threads());
  }

  Setting setting() {
    return setting;
  }

  ClusterUnderTest cluster() {
    return cluster;
  }

  ClientPool clients() {
    return clients;
  }

  /** Where data and logs are. */
  Path directory() {
    return directory;
  }

  /** When the cluster is closed its data and logs go with it. */
  void forgetData() {
    dataIsWanted = false;
  }

  @Override
  public void close() throws IOException {
    clients.close();
    cluster.close();
    if (!dataIsWanted) {
      Directories.delete(directory);
    }
  }
}
