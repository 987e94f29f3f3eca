package io.starling.chaos.workload;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.SocketAddressResolver;
import io.starling.chaos.process.Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lettuce on port one as it comes: a connection that has ended is made again, and what was not
 * answered on it is sent again. Each is made to the next node, as through a load balancer.
 */
final class LettuceRoaming implements AutoCloseable {
  private final Connecting connecting;
  private final ClientResources resources;
  private final RedisClient client;

  LettuceRoaming(Connecting connecting) {
    this.connecting = connecting;
    this.resources =
        ClientResources.builder().socketAddressResolver(new InTurn(connecting.addresses())).build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .socketOptions(SocketOptions.builder().connectTimeout(connecting.timeout()).build())
            .timeoutOptions(TimeoutOptions.enabled(connecting.timeout()))
            .build());
  }

  /** A connection of its own. */
  StoreClient client() {
    RedisURI anyNode = LettuceNodes.uri(connecting.addresses().getFirst(), connecting);
    StatefulRedisConnection<String, String> connection = client.connect(anyNode);
    return new LettuceStoreClient(connection.sync(), connection::close);
  }

  @Override
  public void close() {
    client.shutdown();
    resources.shutdown().awaitUninterruptibly();
  }

  /** Whatever name is asked for, the answer is the next node. Safe for use by many threads. */
  private static final class InTurn extends SocketAddressResolver {
    private final List<Address> addresses;
    private final AtomicInteger asked = new AtomicInteger();

    InTurn(List<Address> addresses) {
      this.addresses = addresses;
    }

    @Override
    public SocketAddress resolve(RedisURI name) {
      Address next = addresses.get(Math.floorMod(asked.getAndIncrement(), addresses.size()));
      return new InetSocketAddress(next.host(), next.port());
    }
  }
}
