package io.starling.chaos.workload;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.starling.chaos.history.Call;
import io.starling.chaos.process.Address;

/** Lettuce on port one: a connection for each thread and node that it uses. */
final class LettuceNodes implements AutoCloseable {
  private final RedisClient client;
  private final Connecting connecting;

  private LettuceNodes(RedisClient client, Connecting connecting) {
    this.client = client;
    this.connecting = connecting;
  }

  /** It does not reconnect by itself: with that come replays of what may have happened. */
  static LettuceNodes open(Connecting connecting) {
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .socketOptions(SocketOptions.builder().connectTimeout(connecting.timeout()).build())
            .timeoutOptions(TimeoutOptions.enabled(connecting.timeout()))
            .build());
    return new LettuceNodes(client, connecting);
  }

  /** A connection to a node; if none comes about, a client that says so at each call. */
  StoreClient client(Address address) {
    try {
      StatefulRedisConnection<String, String> connection = client.connect(uri(address, connecting));
      return new LettuceStoreClient(connection.sync(), connection::close);
    } catch (RedisException noConnection) {
      return new Unconnected();
    }
  }

  static RedisURI uri(Address address, Connecting connecting) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(address.host())
            .withPort(address.port())
            .withTimeout(connecting.timeout());
    return connecting.password() == null
        ? uri.build()
        : uri.withPassword(connecting.password().toCharArray()).build();
  }

  private record Unconnected() implements StoreClient {
    @Override
    public Answer call(Call call) {
      return Answer.unreachable();
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
