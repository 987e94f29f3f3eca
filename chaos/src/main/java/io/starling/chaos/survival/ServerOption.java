package io.starling.chaos.survival;

import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.Setting;
import io.starling.chaos.arena.Staging;
import io.starling.chaos.process.RedisClusterMember.Keeping;
import io.starling.chaos.workload.Connecting.Recovery;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server is put to the test. */
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "starling|redis|redis-file",
      defaultValue = "starling",
      description =
          "What is put to the test. Redis with replicas loses acknowledged writes, Redis with a"
              + " synced file loses none: they show what this run sees. Default: ${DEFAULT-VALUE}.")
  private String server = "starling";

  Setting setting(ClusterOptions options) {
    return options.setting(server);
  }

  Staging staging(boolean parted, Recovery recovery) {
    return Staging.of(parted, recovery).withRedis(redis());
  }

  /** How a Redis is to keep its data; empty: it is Starling that is put to the test. */
  private Optional<Keeping> redis() {
    return switch (server) {
      case "starling" -> Optional.empty();
      case "redis" -> Optional.of(Keeping.REPLICAS);
      case "redis-file" -> Optional.of(Keeping.FILE);
      default -> throw new IllegalArgumentException("--server is starling, redis or redis-file");
    };
  }
}
