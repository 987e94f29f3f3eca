package io.starling.chaos.comparison;

import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.Hazelcast;
import io.starling.node.bench.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Three nodes with three copies of everything, beside what else keeps three. */
final class ThreeNodes implements Part {
  private static final int CLIENTS = 64;

  private final Contest contest;
  private final @Nullable Hazelcast hazelcast;

  /**
   * @param hazelcast null if it does not take part
   */
  ThreeNodes(Contest contest, @Nullable Hazelcast hazelcast) {
    this.contest = contest;
    this.hazelcast = hazelcast;
  }

  @Override
  public String run(Stage stage) throws IOException, InterruptedException {
    List<Contestant> contestants = new ArrayList<>(ofRedisClients(stage));
    Contestant spread = spread(stage);
    StandingsTable table = new StandingsTable();
    if (hazelcast == null) {
      compare(contestants, spread, table);
    } else {
      ClusterUnderTest members = stage.hazelcast(hazelcast);
      try (HazelcastLoadTool tool = load(hazelcast, members)) {
        contestants.add(new Contestant("Hazelcast, 2 synchronous backups", members, tool));
        compare(contestants, spread, table);
      }
    }
    return """
    **Three nodes, three copies**, %d clients. Starling acknowledges a write when a majority has it \
    (`quorum`); `WAIT 2` after each write waits for both replicas of Redis, and is sent together \
    with it. Processor time is that of all three servers. One Redis answers all reads from one \
    process; a Redis Cluster of three masters spreads them over three, as Starling does, and keeps one \
    copy, so that only its reads are compared.

    %s\
    """
        .formatted(CLIENTS, table);
  }

  private static HazelcastLoadTool load(Hazelcast hazelcast, ClusterUnderTest members)
      throws IOException {
    return HazelcastLoadTool.start(
        hazelcast.source("HazelcastLoad.java"), members.addresses(ClientPort.ANY_KEY));
  }

  private static List<Contestant> ofRedisClients(Stage stage)
      throws IOException, InterruptedException {
    ClusterUnderTest starling = stage.starling(3);
    ClusterUnderTest redis = stage.redis(2, true);
    ClusterUnderTest forgetful = stage.redis(2, false);
    return List.of(
        contestant("Starling", starling, Endpoints.primaries(starling)),
        contestant("Starling, any node asked", starling, Endpoints.any(starling)),
        contestant("Redis, AOF, `WAIT 2`", redis, Endpoints.first(redis, 2)),
        contestant("Redis, memory only, `WAIT 2`", forgetful, Endpoints.first(forgetful, 2)));
  }

  /** What it costs any server to be three processes. */
  private static Contestant spread(Stage stage) throws IOException, InterruptedException {
    ClusterUnderTest masters = stage.redisCluster(3);
    return contestant("Redis Cluster, three masters", masters, Endpoints.primaries(masters));
  }

  private static Contestant contestant(String name, ClusterUnderTest servers, Target target)
      throws IOException, InterruptedException {
    StarlingBench tool = new StarlingBench(target);
    tool.fill();
    return new Contestant(name, servers, tool);
  }

  private void compare(List<Contestant> contestants, Contestant reader, StandingsTable table)
      throws IOException, InterruptedException {
    List<Contestant> readers = new ArrayList<>(contestants);
    readers.add(reader);
    Task reading = new Task(Operation.GET, CLIENTS, 1);
    table.add(reading, contest.run(reading, readers));
    Task writing = new Task(Operation.SET, CLIENTS, 1);
    table.add(writing, contest.run(writing, contestants));
  }
}
