package io.starling.chaos.comparison;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.FreePorts;
import io.starling.chaos.process.HostCommand;
import io.starling.chaos.process.RedisServer;
import io.starling.chaos.process.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Redis server outside of any Redis Cluster: a primary, or a replica of one. */
final class RedisNode extends RedisServer {
  private static final int VERSION_MIN = 7;

  private final boolean appendOnly;
  private final @Nullable RedisNode primary;
  private final int replicas;

  private RedisNode(
      String name, Path directory, boolean appendOnly, @Nullable RedisNode primary, int replicas) {
    super(name, directory, new Address("127.0.0.1", FreePorts.find(1).getFirst()));
    this.appendOnly = appendOnly;
    this.primary = primary;
    this.replicas = replicas;
  }

  /**
   * A primary, the first, and its replicas.
   *
   * @param appendOnly whether they keep a file, synced each second; otherwise they keep nothing
   */
  static List<ServerUnderTest> group(int replicas, boolean appendOnly, Path directory) {
    RedisNode primary = new RedisNode("redis1", directory, appendOnly, null, replicas);
    List<ServerUnderTest> group = new ArrayList<>(List.of(primary));
    for (int i = 2; i <= replicas + 1; i++) {
      group.add(new RedisNode("redis" + i, directory, appendOnly, primary, 0));
    }
    return group;
  }

  /**
   * The version of the Redis of this machine, such as {@code 7.0.15}.
   *
   * @throws IOException if there is none, or it is too old; says what to do
   */
  static String version() throws IOException {
    try {
      HostCommand.run("redis-benchmark", "--version");
      String printed = HostCommand.run("redis-server", "--version");
      String version = printed.strip().replaceAll("(?s).* v=([0-9.]+).*", "$1");
      if (Integer.parseInt(version.split("\\.", 2)[0]) >= VERSION_MIN) {
        return version;
      }
      throw new IOException("redis-server is " + version);
    } catch (IOException | NumberFormatException e) {
      throw new IOException(
          e.getMessage()
              + "; needed are redis-server "
              + VERSION_MIN
              + " or later, redis-benchmark and redis-cli on the PATH (Debian, Ubuntu: apt-get"
              + " install redis-server redis-tools)",
          e);
    }
  }

  @Override
  protected List<String> options() {
    List<String> options = new ArrayList<>(List.of("--appendonly", appendOnly ? "yes" : "no"));
    options.addAll(List.of("--appendfsync", "everysec"));
    if (primary != null) {
      Address of = primary.address();
      options.addAll(List.of("--replicaof", of.host(), Integer.toString(of.port())));
    }
    return options;
  }

  /** All is loaded, the replicas are linked, and the primary sees them so. */
  @Override
  public boolean isReady() {
    if (!isUp()) {
      return false;
    }
    String replication = ask("INFO replication");
    return primary == null
        ? replication.split("state=online", -1).length == replicas + 1
        : replication.contains("master_link_status:up");
  }
}
