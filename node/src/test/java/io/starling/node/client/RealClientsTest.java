package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

/** The bootstrap of clients that people use, and a command after it. */
class RealClientsTest {
  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void servesJedis() throws IOException {
    int bound = port.bind(PortMode.PLAIN);
    try (redis.clients.jedis.RedisClient jedis =
        redis.clients.jedis.RedisClient.create("127.0.0.1", bound)) {
      assertEquals("OK", jedis.set("a", "1"));
      assertEquals(List.of("1", "1"), jedis.mget("a", "a"));
    }
  }

  @Test
  void servesJedisInAClusterOfOne() throws IOException {
    int bound = port.bind(PortMode.CLUSTER);
    port.node.nodes = List.of(FakeNode.node(FakeNode.SELF, bound));
    try (var jedis =
        redis.clients.jedis.RedisClusterClient.builder()
            .nodes(Set.of(new HostAndPort("127.0.0.1", bound)))
            .build()) {
      assertEquals("OK", jedis.set("foo", "1"));
      assertEquals("1", jedis.get("foo"));
    }
  }

  @Test
  void servesLettuce() throws IOException {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + port.bind(PortMode.PLAIN));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      assertEquals("OK", connection.sync().set("a", "1"));
      assertEquals("1", connection.sync().get("a"));
      assertEquals(1, connection.sync().dbsize());
    } finally {
      client.shutdown();
    }
  }

  @Test
  void servesLettuceInAClusterOfOne() throws IOException {
    int bound = port.bind(PortMode.CLUSTER);
    port.node.nodes = List.of(FakeNode.node(FakeNode.SELF, bound));
    RedisClusterClient client =
        RedisClusterClient.create(RedisURI.create("redis://127.0.0.1:" + bound));
    try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
      assertEquals("OK", connection.sync().set("foo", "1"));
      assertEquals("1", connection.sync().get("foo"));
    } finally {
      client.shutdown();
    }
  }
}
