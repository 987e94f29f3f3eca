package io.starling.chaos.arena;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.Directories;
import io.starling.chaos.process.HostCommand;
import io.starling.chaos.process.IsolatedNetwork;
import io.starling.chaos.process.OwnProgram;
import io.starling.chaos.process.RedisClusterMember;
import io.starling.chaos.process.RedisClusterMember.Keeping;
import io.starling.chaos.process.StarlingNode;
import io.starling.chaos.workload.ClientPool;
import io.starling.chaos.workload.Connecting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running cluster and the clients that call it, as the options say. */
public final class Arena implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private static final Duration VERIFY_TIMEOUT = Duration.ofMinutes(5);

  /** Nodes want one where others could reach them; here nobody but this machine can. */
  private static final String SECRET = "known-to-this-machine-only";

  private final ClusterOptions options;
  private final Staging staging;
  private final ClusterUnderTest cluster;
  private final ClientPool clients;
  private final Path directory;
  private boolean dataIsWanted = true;

  private Arena(
      ClusterOptions options,
      Staging staging,
      ClusterUnderTest cluster,
      Path directory,
      List<Address> addresses) {
    this.options = options;
    this.staging = staging;
    this.cluster = cluster;
    this.directory = directory;
    this.clients = clients(addresses, options.port(), options.threads());
  }

  /**
   * Starts the nodes and connects the clients.
   *
   * @throws IOException if the cluster does not come up, or there can be no such network here
   */
  public static Arena open(ClusterOptions options, Staging staging)
      throws IOException, InterruptedException {
    Path directory = directory(options);
    staging.ground().prepare(directory);
    ClusterUnderTest cluster;
    try {
      cluster = cluster(options, staging, directory);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      staging.ground().restore();
      throw failed;
    }
    try {
      List<Address> addresses = cluster.addresses(options.port()).subList(0, options.nodes());
      return new Arena(options, staging, cluster, directory, addresses);
    } catch (RuntimeException failed) {
      cluster.close();
      staging.ground().restore();
      throw failed;
    }
  }

  private static Path directory(ClusterOptions options) throws IOException {
    Optional<Path> chosen = options.directory();
    return chosen.isPresent()
        ? Files.createDirectories(chosen.get()).toAbsolutePath()
        : Files.createTempDirectory("starling-chaos");
  }

  private static ClusterUnderTest cluster(ClusterOptions options, Staging staging, Path directory)
      throws IOException, InterruptedException {
    int nodes = options.nodes() + staging.latecomers();
    IsolatedNetwork network = staging.parted() ? network(nodes) : null;
    List<String> hosts = hosts(network, nodes);
    Optional<Keeping> redis = staging.redis();
    if (redis.isPresent()) {
      Keeping keeping = redis.get();
      return ClusterUnderTest.start(
          RedisClusterMember.servers(keeping, hosts, directory),
          servers -> RedisClusterMember.form(keeping, servers),
          network,
          START_TIMEOUT);
    }
    return ClusterUnderTest.start(
        StarlingNode.servers(program(options, staging), hosts, directory),
        options.nodes(),
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

  private static StarlingNode.Program program(ClusterOptions options, Staging staging)
      throws IOException {
    return new StarlingNode.Program(
        OwnProgram.java(),
        jar(options),
        jvmOptions(options, staging),
        staging.parted() ? SECRET : null,
        nodeOptions(options, staging));
  }

  private static List<String> nodeOptions(ClusterOptions options, Staging staging) {
    List<String> all = new ArrayList<>(staging.flags().node());
    all.addAll(options.nodeOptions());
    return all;
  }

  private static Path jar(ClusterOptions options) throws IOException {
    Optional<Path> jar = options.jar();
    return jar.isPresent() ? jar.get().toAbsolutePath() : OwnProgram.jar();
  }

  /** Nodes run as this process does: the launcher knows what suits them. */
  private static List<String> jvmOptions(ClusterOptions options, Staging staging) {
    List<String> all = new ArrayList<>(OwnProgram.jvmOptions());
    all.addAll(staging.flags().jvm());
    all.addAll(options.jvmOptions());
    return all;
  }

  /** Further clients, of the kind that the options name, that begin at these nodes. */
  public ClientPool clients(List<Address> addresses, ClientPort port, int count) {
    String password = staging.parted() && staging.redis().isEmpty() ? SECRET : null;
    Connecting connecting =
        new Connecting(
            addresses, options.timeout(staging.recovery()), password, staging.recovery());
    return ClientPool.open(options.library(), port, connecting, count);
  }

  /** Runs {@code starling verify} on the cluster, as it is now. */
  public HostCommand.Ended verify() throws IOException {
    Address admin = Operator.admin(cluster.members().getFirst());
    return program(VERIFY_TIMEOUT, List.of("verify", "--admin", admin.toString()));
  }

  /** Runs a command of the program that the nodes run, to its end. */
  private HostCommand.Ended program(Duration patience, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(OwnProgram.java().toString()));
    command.addAll(OwnProgram.jvmOptions());
    command.addAll(List.of("-jar", jar(options).toString()));
    command.addAll(arguments);
    return HostCommand.end(patience, command.toArray(String[]::new));
  }

  public ClusterUnderTest cluster() {
    return cluster;
  }

  /** What asks its nodes; only of Starling. */
  public Operator operator() {
    return new Operator(cluster);
  }

  /** The clients of the nodes that were there from the beginning. */
  public ClientPool clients() {
    return clients;
  }

  /** Where data and logs are. */
  public Path directory() {
    return directory;
  }

  /** When the cluster is closed its data and logs go with it. */
  public void forgetData() {
    dataIsWanted = false;
  }

  @Override
  public void close() throws IOException {
    clients.close();
    cluster.close();
    staging.ground().restore();
    if (!dataIsWanted) {
      Directories.delete(directory);
    }
  }
}
