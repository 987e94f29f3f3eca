package io.starling.chaos.comparison;

import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.ClusterUnderTest.Formation;
import io.starling.chaos.process.Directories;
import io.starling.chaos.process.Hazelcast;
import io.starling.chaos.process.HazelcastMember;
import io.starling.chaos.process.RedisClusterMember;
import io.starling.chaos.process.RedisClusterMember.Keeping;
import io.starling.chaos.process.ServerUnderTest;
import io.starling.chaos.process.StarlingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Starts the servers of one part of the comparison; closed, they are gone, and so are their data
 * and logs.
 */
final class Stage implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  private final Path directory;
  private final StarlingNode.Program program;
  private final List<ClusterUnderTest> started = new ArrayList<>();
  private int rooms;

  /**
   * @param directory for data and logs, of its own
   * @param program of Starling
   */
  Stage(Path directory, StarlingNode.Program program) {
    this.directory = directory;
    this.program = program;
  }

  /** Nodes of Starling with default settings. */
  ClusterUnderTest starling(int nodes) throws IOException, InterruptedException {
    Path own = room();
    return start(StarlingNode.servers(program, onLoopback(nodes), own));
  }

  /** A Redis with so many replicas. */
  ClusterUnderTest redis(int replicas, boolean appendOnly)
      throws IOException, InterruptedException {
    return start(RedisNode.group(replicas, appendOnly, room()));
  }

  /** A Redis Cluster of so many masters, without replicas. */
  ClusterUnderTest redisCluster(int masters) throws IOException, InterruptedException {
    return start(
        RedisClusterMember.servers(Keeping.FILE, onLoopback(masters), room()),
        servers -> RedisClusterMember.form(Keeping.FILE, servers));
  }

  private static List<String> onLoopback(int servers) {
    return Collections.nCopies(servers, "127.0.0.1");
  }

  /** Three members of Hazelcast that hold three copies. */
  ClusterUnderTest hazelcast(Hazelcast hazelcast) throws IOException, InterruptedException {
    return start(HazelcastMember.cluster(hazelcast.member(Hazelcast.SMALL_HEAP), 2, room()));
  }

  /** An empty directory, for servers or whatever else a part starts. */
  Path room() throws IOException {
    return Files.createDirectories(directory.resolve("cluster" + ++rooms));
  }

  private ClusterUnderTest start(List<ServerUnderTest> servers)
      throws IOException, InterruptedException {
    return start(servers, Formation.BY_ITSELF);
  }

  private ClusterUnderTest start(List<ServerUnderTest> servers, Formation formation)
      throws IOException, InterruptedException {
    ClusterUnderTest cluster = ClusterUnderTest.start(servers, formation, null, START_TIMEOUT);
    started.add(cluster);
    return cluster;
  }

  @Override
  public void close() throws IOException {
    for (ClusterUnderTest cluster : started) {
      cluster.close();
    }
    Directories.delete(directory);
  }
}
