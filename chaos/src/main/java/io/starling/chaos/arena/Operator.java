package io.starling.chaos.arena;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.HttpProbe;
import io.starling.chaos.process.ServerProcess;
import io.starling.chaos.process.StarlingNode;
import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.StatusReport;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the nodes of a cluster what an operator would, and tells them what to do. */
public final class Operator {
  private static final String RESERVE_METRIC = "starling_reserve_used_bytes ";

  private static final long POLL_MILLIS = 250;

  private final ClusterUnderTest cluster;

  Operator(ClusterUnderTest cluster) {
    this.cluster = cluster;
  }

  /** What a node of the cluster says of it; empty if it does not answer. */
  public Optional<StatusReport> seenBy(ServerProcess node, boolean withSegments) {
    try {
      return Optional.of(client(node).status(withSegments));
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  /** What the first node that answers says of all nodes. */
  public List<NodeReport> nodes() {
    for (ServerProcess node : cluster.members()) {
      Optional<StatusReport> seen =
          node.isRunning() ? seenBy(node, /* withSegments= */ false) : Optional.empty();
      if (seen.isPresent()) {
        return seen.get().nodes();
      }
    }
    return List.of();
  }

  /** The report of one node, as it tells of itself. */
  public Optional<NodeReport> self(ServerProcess node) {
    return seenBy(node, /* withSegments= */ false)
        .flatMap(
            seen ->
                seen.nodes().stream().filter(each -> each.id().equals(seen.nodeId())).findFirst());
  }

  /** Has a node do something, and returns what it says of it. */
  public String tell(ServerProcess node, String action, Map<String, String> parameters)
      throws IOException {
    return client(node).act(action, parameters, null);
  }

  /** Waits until nobody has become or ceased to be primary of anything for some seconds. */
  public void awaitSpread(Duration calm, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Integer> before = List.of();
    long sinceNanos = System.nanoTime();
    while (System.nanoTime() - deadline < 0 && System.nanoTime() - sinceNanos < calm.toNanos()) {
      Thread.sleep(POLL_MILLIS);
      List<Integer> now = nodes().stream().map(NodeReport::primaries).toList();
      if (!now.equals(before)) {
        before = now;
        sinceNanos = System.nanoTime();
      }
    }
  }

  /**
   * Bytes in the reserves of all nodes, each as its own status and its metrics have it, if not 0.
   */
  public List<String> reservesInUse() {
    List<String> used = new ArrayList<>();
    for (ServerProcess node : cluster.members()) {
      String name = node.server().name();
      long told = self(node).map(report -> report.load().reserveUsedBytes()).orElse(-1L);
      long measured = metric(node);
      if (told != 0 || measured != 0) {
        used.add("%s: %,d B in its status, %,d B in its metrics".formatted(name, told, measured));
      }
    }
    return used;
  }

  /**
   * Waits until every reserve is empty.
   *
   * @return those that are not in time
   */
  public List<String> awaitEmptyReserves(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<String> used = reservesInUse();
    while (!used.isEmpty() && System.nanoTime() - deadline < 0) {
      Thread.sleep(POLL_MILLIS);
      used = reservesInUse();
    }
    return used;
  }

  private long metric(ServerProcess node) {
    return HttpProbe.get(admin(node), "/metrics").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(RESERVE_METRIC))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(RESERVE_METRIC.length())))
        .findFirst()
        .orElse(-1);
  }

  private static AdminClient client(ServerProcess node) {
    Address admin = admin(node);
    return new AdminClient(new HostAndPort(admin.host(), admin.port()));
  }

  /** Where a node listens for operators. */
  public static Address admin(ServerProcess node) {
    if (node.server() instanceof StarlingNode starling) {
      return starling.admin();
    }
    throw new IllegalArgumentException(node.server().name() + " is no node of Starling");
  }
}
