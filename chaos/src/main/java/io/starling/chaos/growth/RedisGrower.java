package io.starling.chaos.growth;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.HostCommand;
import io.starling.chaos.process.RedisClusterMember;
import io.starling.chaos.process.RedisClusterMember.Keeping;
import io.starling.chaos.process.RedisProbe;
import io.starling.chaos.process.ServerProcess;
import io.starling.chaos.process.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Grows a Redis Cluster of masters, which keeps one copy, in memory only. The newcomer has joined
 * when all know it, and then gets a quarter of the slots by {@code redis-cli --cluster reshard}.
 */
final class RedisGrower implements Grower {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration RESHARD_MAX = Duration.ofMinutes(4);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final int QUARTER = 4096;

  private final int pipeline;
  private final String remark;

  /**
   * @param pipeline keys that it moves at a time
   * @param remark what that is
   */
  RedisGrower(int pipeline, String remark) {
    this.pipeline = pipeline;
    this.remark = remark;
  }

  @Override
  public String name() {
    return "Redis Cluster, one copy, `--cluster-pipeline %d` (%s)".formatted(pipeline, remark);
  }

  @Override
  public Growth grow(Entries entries, Path directory) throws IOException, InterruptedException {
    List<ServerUnderTest> masters =
        RedisClusterMember.servers(Keeping.MEMORY, Collections.nCopies(4, "127.0.0.1"), directory);
    try (ClusterUnderTest three =
            ClusterUnderTest.start(
                masters.subList(0, 3),
                servers -> RedisClusterMember.form(Keeping.MEMORY, servers),
                null,
                START_TIMEOUT);
        ServerProcess newcomer = new ServerProcess(masters.get(3))) {
      entries.fill(three.addresses(ClientPort.CLUSTER));
      newcomer.start();
      join(masters);
      List<ServerProcess> all = new ArrayList<>(three.processes());
      all.add(newcomer);
      return reshard(all, entries.count() / 4);
    }
  }

  private static void join(List<ServerUnderTest> masters) throws IOException, InterruptedException {
    Address newcomer = address(masters.get(3));
    await(() -> masters.get(3).isUp());
    HostCommand.run(
        "redis-cli",
        "--cluster",
        "add-node",
        newcomer.toString(),
        address(masters.get(0)).toString());
    await(
        () ->
            masters.stream()
                .map(master -> RedisProbe.ask(address(master), "CLUSTER INFO"))
                .allMatch(
                    info ->
                        info.contains("cluster_known_nodes:4")
                            && info.contains("cluster_state:ok")));
  }

  private Growth reshard(List<ServerProcess> all, long share)
      throws IOException, InterruptedException {
    Address newcomer = address(all.getLast().server());
    String reply = RedisProbe.ask(newcomer, "CLUSTER MYID");
    String id = reply.lines().skip(1).findFirst().orElseThrow(() -> new IOException(reply));
    String[] command = {
      "redis-cli",
      "--cluster",
      "reshard",
      newcomer.toString(),
      "--cluster-from",
      "all",
      "--cluster-to",
      id,
      "--cluster-slots",
      Integer.toString(QUARTER),
      "--cluster-pipeline",
      Integer.toString(pipeline),
      "--cluster-yes"
    };
    CompletableFuture<String> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                ended.complete(HostCommand.run(RESHARD_MAX, command));
              } catch (IOException failed) {
                ended.completeExceptionally(failed);
              }
            });
    Growth growth = new Watch(all, () -> look(newcomer, ended), share).untilCalm().growth();
    if (ended.isCompletedExceptionally() || !ended.isDone()) {
      throw new IOException("redis-cli did not reshard: " + ended);
    }
    return growth;
  }

  private static Look look(Address newcomer, CompletableFuture<String> reshard) {
    String size = RedisProbe.ask(newcomer, "DBSIZE").strip();
    long copies = size.startsWith(":") ? Long.parseLong(size.substring(1)) : 0;
    return new Look(true, copies, reshard.isDone() ? 1 : 0, reshard.isDone());
  }

  private static Address address(ServerUnderTest server) {
    return server.address(ClientPort.CLUSTER);
  }

  private static void await(BooleanSupplier state) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the newcomer did not become part of the Redis Cluster");
      }
      Thread.sleep(POLL_INTERVAL);
    }
  }
}
