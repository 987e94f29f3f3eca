package io.starling.chaos.comparison;

import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.node.bench.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One node beside one {@code redis-server}. */
final class OneNode implements Part {
  private static final int CLIENTS = 50;
  private static final int DEEP_PIPELINE = 16;

  private final Contest contest;

  OneNode(Contest contest) {
    this.contest = contest;
  }

  @Override
  public String run(Stage stage) throws IOException, InterruptedException {
    ClusterUnderTest starling = stage.starling(1);
    ClusterUnderTest redis = stage.redis(0, true);
    ClusterUnderTest forgetful = stage.redis(0, false);
    StandingsTable table = new StandingsTable();
    for (boolean own : List.of(false, true)) {
      List<Contestant> contestants =
          List.of(
              contestant("Starling", starling, own),
              contestant("Redis, AOF", redis, own),
              contestant("Redis, memory only", forgetful, own));
      compare(contestants, table);
    }
    return """
        **One node**, %d clients, %,d keys, values of %d B. Starling with its default durability: each \
        write in a journal that is synced each second, as Redis does with an append-only file and \
        `appendfsync everysec`.

        %s"""
        .formatted(CLIENTS, Task.KEYS, Task.VALUE_BYTES, table);
  }

  private static Contestant contestant(String name, ClusterUnderTest servers, boolean own)
      throws IOException, InterruptedException {
    Target target = Endpoints.first(servers);
    StarlingBench bench = new StarlingBench(target);
    bench.fill();
    LoadTool other = new RedisBenchmark(servers.addresses(ClientPort.ANY_KEY).getFirst());
    return new Contestant(name, servers, own ? bench : other);
  }

  private void compare(List<Contestant> contestants, StandingsTable table)
      throws IOException, InterruptedException {
    for (Task task : tasks()) {
      table.add(task, contest.run(task, contestants));
    }
  }

  private static List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (int pipeline : List.of(1, DEEP_PIPELINE)) {
      for (Operation operation : Operation.values()) {
        tasks.add(new Task(operation, CLIENTS, pipeline));
      }
    }
    return tasks;
  }
}
