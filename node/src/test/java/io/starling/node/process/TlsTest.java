package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.node.settings.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Nodes with certificates, and clients that look at them. */
class TlsTest {
  private static final byte[] KEY = {0, 1, -1};

  @TempDir private static Path keys;
  @TempDir private static Path foreignKeys;
  @TempDir private Path data;

  private static TestCertificates ours;
  private static TestCertificates foreign;

  @BeforeAll
  static void makeCertificates() throws Exception {
    ours = new TestCertificates(keys);
    foreign = new TestCertificates(foreignKeys);
  }

  private static JedisClientConfig secured(SslOptions options) {
    return DefaultJedisClientConfig.builder()
        .timeoutMillis(RealNode.CLIENT_MILLIS)
        .sslOptions(options)
        .build();
  }

  private static Jedis connect(int port, SslOptions options) {
    Jedis client = new Jedis(new HostAndPort("127.0.0.1", port), secured(options));
    client.connect();
    return client;
  }

  @Test
  void servesClientsOnBothPortsUnderItsCertificate() throws Exception {
    Map<Setting, String> flags =
        Map.of(
            Setting.REPLICAS,
            "1",
            Setting.TLS_CERT,
            ours.certificate(),
            Setting.TLS_KEY,
            ours.key());
    byte[] value = new byte[3 << 20];
    value[value.length - 1] = 7;
    try (RealNode node = RealNode.found(data, flags)) {
      node.awaitReady(1);
      try (Jedis client = connect(node.port(), ours.trusting())) {
        assertEquals("OK", client.set(KEY, value));
      }
      try (RedisClusterClient client =
          RedisClusterClient.builder()
              .nodes(Set.of(new HostAndPort("127.0.0.1", node.clusterPort())))
              .clientConfig(secured(ours.trusting()))
              .build()) {
        assertArrayEquals(value, client.get(KEY));
      }
      assertThrows(
          JedisConnectionException.class, () -> connect(node.port(), foreign.trusting()).ping());
      try (Jedis plain = node.client()) {
        assertThrows(JedisConnectionException.class, plain::ping);
      }
    }
  }

  @Test
  void asksClientsForACertificateOfItsAuthority() throws Exception {
    Map<Setting, String> flags =
        Map.of(
            Setting.REPLICAS,
            "1",
            Setting.TLS_CERT,
            ours.certificate(),
            Setting.TLS_KEY,
            ours.key(),
            Setting.TLS_CLIENT_CA,
            ours.authority());
    try (RealNode node = RealNode.found(data, flags)) {
      node.awaitReady(1);
      try (Jedis client = connect(node.port(), ours.trustingAndTrusted())) {
        assertEquals("OK", client.set("k", "v"));
      }
      assertThrows(
          JedisConnectionException.class, () -> connect(node.port(), ours.trusting()).ping());
    }
  }

  @Test
  void nodesReplicateOverMutualTls() throws Exception {
    Map<Setting, String> flags =
        Map.of(
            Setting.PEER_TLS_CERT,
            ours.certificate(),
            Setting.PEER_TLS_KEY,
            ours.key(),
            Setting.PEER_TLS_CA,
            ours.authority());
    try (RealNode first = RealNode.found(data.resolve("1"), flags);
        RealNode second = first.join(data.resolve("2"), flags);
        RealNode third = first.join(data.resolve("3"), flags)) {
      third.awaitReady(3);
      try (Jedis client = second.client()) {
        for (int i = 0; i < 20; i++) {
          assertEquals("OK", client.set("k" + i, "v"));
        }
      }
      third.await(report -> report.nodes().stream().allMatch(node -> node.keys() == 20));
    }
  }
}
