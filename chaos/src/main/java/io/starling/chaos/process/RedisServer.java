package io.starling.chaos.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of a Redis Cluster: masters with a replica each, no file behind them. It loses
 * acknowledged writes by design, so it shows that the checks of this module see it when that
 * happens.
 */
public final class RedisServer implements ServerUnderTest {
  /** The cluster bus listens that far above the client port. */
  private static final int BUS_DISTANCE = 10_000;

  private static final int NODE_TIMEOUT_MILLIS = 2_000;

  private final String name;
  private final Path data;
  private final Address address;

  private RedisServer(String name, Path data, Address address) {
    this.name = name;
    this.data = data;
    this.address = address;
  }

  /**
   * Servers that are no cluster yet.
   *
   * @param hosts one for each
   */
  public static List<ServerUnderTest> servers(List<String> hosts, Path directory) {
    List<Integer> ports = FreePorts.find(hosts.size());
    List<ServerUnderTest> servers = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      String name = "redis" + (i + 1);
      Address address = new Address(hosts.get(i), ports.get(i));
      servers.add(new RedisServer(name, directory.resolve(name), address));
    }
    return servers;
  }

  /** Makes running servers a cluster: the first half masters, the second their replicas. */
  public static void form(List<? extends ServerUnderTest> servers) throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    servers.forEach(server -> command.add(server.address(ClientPort.CLUSTER).toString()));
    command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
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
    command.addAll(List.of("--dir", data.toString(), "--save", "", "--appendonly", "no"));
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
    return linked && RedisProbe.ask(address, "CLUSTER INFO").contains("cluster_state:ok");
  }
}
