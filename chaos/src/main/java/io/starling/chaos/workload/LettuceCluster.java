package io.starling.chaos.workload;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.time.Duration;

/** Lettuce in cluster mode: one connection to each node, which all threads share. */
final class LettuceCluster implements AutoCloseable {
  private static final Duration REFRESH_PERIOD = Duration.ofSeconds(2);
  private static final Duration REFRESH_PAUSE = Duration.ofMillis(100);

  private final RedisClusterClient client;
  private final StatefulRedisClusterConnection<String, String> connection;

  private LettuceCluster(
      RedisClusterClient client, StatefulRedisClusterConnection<String, String> connection) {
    this.client = client;
    this.connection = connection;
  }

  static LettuceCluster open(Connecting connecting) {
    RedisClusterClient client =
        RedisClusterClient.create(
            connecting.addresses().stream()
                .map(address -> LettuceNodes.uri(address, connecting))
                .toList());
    client.setOptions(options(connecting));
    return new LettuceCluster(client, client.connect());
  }

  /** What was sent is not replayed after a reconnect, and what cannot be sent is not kept. */
  private static ClusterClientOptions options(Connecting connecting) {
    ClusterTopologyRefreshOptions refresh =
        ClusterTopologyRefreshOptions.builder()
            .enablePeriodicRefresh(REFRESH_PERIOD)
            .adaptiveRefreshTriggersTimeout(REFRESH_PAUSE)
            .build();
    ClusterClientOptions.Builder options =
        ClusterClientOptions.builder()
            .topologyRefreshOptions(refresh)
            .validateClusterNodeMembership(false)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(connecting.timeout()).build())
            .timeoutOptions(TimeoutOptions.enabled(connecting.timeout()));
    options.replayFilter(command -> true);
    return options.build();
  }

  /** One thread's use of the shared connection. */
  StoreClient client() {
    return new LettuceStoreClient(connection.sync(), () -> {});
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown();
  }
}
