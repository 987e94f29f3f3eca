package io.starling.chaos.growth;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.ClusterUnderTest.Formation;
import io.starling.chaos.process.ServerProcess;
import io.starling.chaos.process.ServerUnderTest;
import io.starling.chaos.process.StarlingNode;
import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.StatusReport;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Three nodes with default settings, filled, and a fourth that is yet to be started. */
final class StarlingCluster implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration SPREAD_MAX = Duration.ofSeconds(40);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  /** Of 256 in all. */
  private static final int FEW_ROLES = 75;

  private final List<ServerUnderTest> nodes;
  private final ClusterUnderTest three;
  private final ServerProcess newcomer;
  private final Entries entries;

  private StarlingCluster(
      List<ServerUnderTest> nodes,
      ClusterUnderTest three,
      ServerProcess newcomer,
      Entries entries) {
    this.nodes = nodes;
    this.three = three;
    this.newcomer = newcomer;
    this.entries = entries;
  }

  /**
   * Starts three, and writes all entries.
   *
   * @param directory for data and logs
   */
  static StarlingCluster start(StarlingNode.Program program, Entries entries, Path directory)
      throws IOException, InterruptedException {
    List<ServerUnderTest> nodes =
        StarlingNode.servers(program, Collections.nCopies(4, "127.0.0.1"), directory);
    ClusterUnderTest three =
        ClusterUnderTest.start(nodes.subList(0, 3), Formation.BY_ITSELF, null, START_TIMEOUT);
    StarlingCluster cluster =
        new StarlingCluster(nodes, three, new ServerProcess(nodes.getLast()), entries);
    try {
      cluster.awaitSpreadRoles();
      entries.fill(cluster.seeds());
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /**
   * The founder had all primary roles: waits until it has passed its peers' on, if they take them.
   */
  private void awaitSpreadRoles() throws InterruptedException {
    long deadline = System.nanoTime() + SPREAD_MAX.toNanos();
    while (three.processes().stream().anyMatch(node -> node.server().primaries() < FEW_ROLES)
        && System.nanoTime() - deadline < 0) {
      Thread.sleep(POLL_INTERVAL);
    }
  }

  /** Where cluster clients of the three go. */
  List<Address> seeds() {
    return three.addresses(ClientPort.CLUSTER);
  }

  /** Starts the fourth; it answers some seconds later. */
  void startNewcomer() throws IOException {
    newcomer.start();
  }

  /** Looks at the fourth until it is filled. */
  Watch watch() {
    List<ServerProcess> all = new ArrayList<>(three.processes());
    all.add(newcomer);
    return new Watch(all, new NodeMetrics(nodes.getLast())::look, entries.count() * 3L / 4);
  }

  /**
   * Waits until the fourth is one of the cluster.
   *
   * @return its id
   */
  String awaitNewcomer() throws IOException, InterruptedException {
    NodeMetrics metrics = new NodeMetrics(nodes.getLast());
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!metrics.look().joined()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the newcomer has not joined after " + START_TIMEOUT);
      }
      Thread.sleep(POLL_INTERVAL);
    }
    return admin(nodes.getLast()).status(/* withSegments= */ false).nodeId();
  }

  /** The cluster as the first node sees it, with all segments. */
  StatusReport status() throws IOException {
    return admin(nodes.getFirst()).status(/* withSegments= */ true);
  }

  /** What all nodes say of how long segments were served by nobody. */
  Seals seals() {
    return Seals.of(nodes);
  }

  /** From now on each node that runs moves nothing but what it is told to. */
  void pauseMoves() throws IOException {
    for (ServerUnderTest node : nodes) {
      if (node.isUp()) {
        String unused = admin(node).act("pause-moves", Map.of(), null);
      }
    }
  }

  /** Has the primary of a segment take its copy, and its role, to a node. */
  void move(StatusReport status, SegmentReport segment, String to) throws IOException {
    NodeReport primary = node(status, segment.primary());
    String unused =
        new AdminClient(new HostAndPort(primary.host(), primary.adminPort()))
            .act("move", Map.of("segment", String.valueOf(segment.segment()), "to", to), null);
  }

  /** A node of a status, by its id. */
  static NodeReport node(StatusReport status, String id) throws IOException {
    return status.nodes().stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IOException("node " + id + " is not known"));
  }

  private static AdminClient admin(ServerUnderTest node) {
    Address admin = StarlingNode.admin(node);
    return new AdminClient(new HostAndPort(admin.host(), admin.port()));
  }

  @Override
  public void close() {
    newcomer.close();
    three.close();
  }
}
