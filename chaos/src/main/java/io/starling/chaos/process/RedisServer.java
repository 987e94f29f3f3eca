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
public final class RedisServer implements ServerUnderTest {
  /** The cluster bus listens that far above the client port. */
  private static final int BUS_DISTANCE = 10_000;

  private static final int NODE_TIMEOUT_MILLIS = 2_000;

  private final String name;
  private final Path data;
  private final Address address;
  private final Keeping keeping;

  private RedisServer(String name, Path data, Address address, Keeping keeping) {
    this.name = name;
    this.data = data;
    this.address = address;
    this.keeping = keeping;
  }

  /** Where the servers of a cluster keep what they acknowledge. */
  public enum Keeping {
    /** In the memory of a master and, a little later, of its replica: half of the servers. */
    REPLICAS,
    /** In a file, synced before the reply; each server is a master without a replica. */
    FILE
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
      servers.add(new RedisServer(name, directory.resolve(name), address, keeping));
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
  public String name() {
    return name;
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public List<String> command(boolean firstStart) {
    List<String> command = new ArrayList<>(List.of("redis-server", "--daemonize", "no"));
    command.addAll(List.of("--port", Integer.toString(address.port()), "--bind", address.host()));
    command.addAll(List.of("--cluster-enabled", "yes", "--protected-mode", "no"));
    command.addAll(List.of("--cluster-port", Integer.toString(address.port() + BUS_DISTANCE)));
    command.addAll(List.of("--cluster-node-timeout", Integer.toString(NODE_TIMEOUT_MILLIS)));
    command.addAll(List.of("--cluster-require-full-coverage", "no"));
    command.addAll(List.of("--dir", data.toString(), "--save", ""));
    String file = keeping == Keeping.FILE ? "yes" : "no";
    command.addAll(List.of("--appendonly", file, "--appendfsync", "always"));
    return command;
  }

  @Override
  public Address address(ClientPort port) {
    return address;
  }

  @Override
  public boolean isUp() {
    return RedisProbe.ask(address, "PING").startsWith("+PONG");
  }

  @Override
  public boolean isReady() {
    String replication = RedisProbe.ask(address, "INFO replication");
    boolean linked = !replication.contains("master_link_status:down");
    String cluster = RedisProbe.ask(address, "CLUSTER INFO");
    return linked
        && cluster.contains("cluster_state:ok")
        && cluster.contains("cluster_slots_ok:16384");
  }
}
