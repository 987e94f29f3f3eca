package io.starling.chaos.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of a Redis Cluster, as a yardstick of the checks of this module. With replicas and no
 * file it loses acknowledged writes by design: they must see that. With a synced file and no
 * replica it is away for as long as its process, but keeps its word: they must not cry out.
 */
public final class RedisClusterMember extends RedisServer {
  /** The cluster bus listens that far above the client port. */
  private static final int BUS_DISTANCE = 10_000;

  private static final int NODE_TIMEOUT_MILLIS = 2_000;

  private final Keeping keeping;

  private RedisClusterMember(String name, Path directory, Address address, Keeping keeping) {
    super(name, directory, address);
    this.keeping = keeping;
  }

  /** Where the servers of a cluster keep what they acknowledge. */
  public enum Keeping {
    /** In the memory of a master and, a little later, of its replica: half of the servers. */
    REPLICAS,
    /** In a file, synced before the reply; each server is a master without a replica. */
    FILE,
    /** In the memory of a master without a replica, and nowhere else: for measurements. */
    MEMORY
  }

  /**
   * Servers that are no cluster yet.
   *
   * @param hosts one for each
   */
  public static List<ServerUnderTest> servers(Keeping keeping, List<String> hosts, Path directory) {
    List<Integer> ports = FreePorts.find(hosts.size());
    List<ServerUnderTest> servers = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      String name = "redis" + (i + 1);
      Address address = new Address(hosts.get(i), ports.get(i));
      servers.add(new RedisClusterMember(name, directory, address, keeping));
    }
    return servers;
  }

  /** Makes a cluster of servers that run. */
  public static void form(Keeping keeping, List<? extends ServerUnderTest> servers)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    servers.forEach(server -> command.add(server.address(ClientPort.CLUSTER).toString()));
    String replicas = keeping == Keeping.REPLICAS ? "1" : "0";
    command.addAll(List.of("--cluster-replicas", replicas, "--cluster-yes"));
    HostCommand.run(command.toArray(String[]::new));
  }

  @Override
  protected List<String> options() {
    List<String> options = new ArrayList<>(List.of("--cluster-enabled", "yes"));
    options.addAll(List.of("--protected-mode", "no"));
    options.addAll(List.of("--cluster-port", Integer.toString(address().port() + BUS_DISTANCE)));
    options.addAll(List.of("--cluster-node-timeout", Integer.toString(NODE_TIMEOUT_MILLIS)));
    options.addAll(List.of("--cluster-require-full-coverage", "no"));
    String file = keeping == Keeping.FILE ? "yes" : "no";
    options.addAll(List.of("--appendonly", file, "--appendfsync", "always"));
    return options;
  }

  @Override
  public boolean isReady() {
    String replication = ask("INFO replication");
    boolean linked = !replication.contains("master_link_status:down");
    String cluster = ask("CLUSTER INFO");
    return linked
        && cluster.contains("cluster_state:ok")
        && cluster.contains("cluster_slots_ok:16384");
  }
}
