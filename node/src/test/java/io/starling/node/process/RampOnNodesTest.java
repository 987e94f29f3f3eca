package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.StatusReport;
import io.starling.node.settings.Setting;
import io.starling.storage.id.HashSlot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** A segment moves to a new node while it is read on both ports: each read sees the last write. */
class RampOnNodesTest {
  private static final Map<Setting, String> SLOWLY = Map.of(Setting.RAMP, "3s");

  /**
   * The turn in which the segment begins to move: it is being read then, or its reads would not.
   */
  private static final int MOVES_AT = 20;

  private static final int KEYS = 30;
  private static final int LOOK_EVERY = 10;

  @TempDir private Path data;

  /** Clients of cluster ports, by address. */
  private final TreeMap<String, Jedis> byAddress = new TreeMap<>();

  private int asked;

  private static void act(RealNode node, String action, Map<String, String> parameters)
      throws IOException {
    String unused = new AdminClient(node.admin()).act(action, parameters, null);
  }

  private static String idOf(RealNode node, StatusReport status) {
    return status.nodes().stream()
        .filter(each -> each.adminPort() == node.admin().port())
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static SegmentReport segment(StatusReport status, int segment) {
    return status.segments().stream()
        .filter(each -> each.segment() == segment)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> keysOf(SegmentReport segment) {
    return IntStream.range(0, 1_000)
        .mapToObj(number -> "key-" + number)
        .filter(
            key -> {
              int slot = HashSlot.of(key.getBytes(StandardCharsets.UTF_8));
              return segment.firstSlot() <= slot && slot <= segment.lastSlot();
            })
        .limit(KEYS)
        .toList();
  }

  private Jedis clusterClient(HostAndPort address) {
    return byAddress.computeIfAbsent(
        address.toString(),
        unused ->
            new Jedis(
                address,
                DefaultJedisClientConfig.builder()
                    .timeoutMillis(RealNode.CLIENT_MILLIS)
                    .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                    .build()));
  }

  /** Reads as a client of Redis Cluster does: goes where it is sent. */
  private String read(RealNode node, String key) {
    HostAndPort address = new HostAndPort("127.0.0.1", node.clusterPort());
    boolean asking = false;
    while (true) {
      Jedis client = clusterClient(address);
      try {
        if (asking) {
          client.sendCommand(Protocol.Command.ASKING);
        }
        return client.get(key);
      } catch (JedisRedirectionException sentOn) {
        address = sentOn.getTargetNode();
        asking = sentOn instanceof JedisAskDataException;
        asked += asking ? 1 : 0;
        assertTrue(asking || sentOn instanceof JedisMovedDataException, sentOn.toString());
      }
    }
  }

  @Test
  void eachReadSeesTheLastWriteOnBothPorts() throws Exception {
    try (RealNode first = RealNode.found(data.resolve("1"), SLOWLY);
        RealNode second = first.join(data.resolve("2"), SLOWLY);
        RealNode third = first.join(data.resolve("3"), SLOWLY)) {
      StatusReport before = third.awaitReady(3);
      List<RealNode> members = List.of(first, second, third);
      for (RealNode node : members) {
        act(node, "pause-moves", Map.of());
      }
      try (RealNode newcomer = first.join(data.resolve("4"), SLOWLY)) {
        String target = idOf(newcomer, newcomer.awaitReady(4));
        String leader = before.segments().get(0).primary();
        RealNode source =
            members.stream().filter(node -> idOf(node, before).equals(leader)).findAny().get();
        int moving = before.segments().get(0).segment();
        readUntilMoved(List.of(first, second, third, newcomer), source, moving, target);
      } finally {
        byAddress.values().forEach(Jedis::close);
      }
    }
    assertTrue(asked > 0, "no read was sent on");
  }

  private void readUntilMoved(List<RealNode> nodes, RealNode source, int moving, String target)
      throws Exception {
    List<Jedis> plain = nodes.stream().map(RealNode::client).toList();
    StatusReport status = nodes.get(0).await(seen -> true);
    List<String> keys = keysOf(segment(status, moving));
    for (int turn = 0; !segment(status, moving).primary().equals(target); turn++) {
      if (turn == MOVES_AT) {
        act(source, "move", Map.of("segment", Integer.toString(moving), "to", target));
      }
      String key = keys.get(turn % keys.size());
      plain.get(turn % plain.size()).set(key, "value-" + turn);
      for (Jedis client : plain) {
        assertEquals("value-" + turn, client.get(key));
      }
      assertEquals("value-" + turn, read(source, key));
      if (turn % LOOK_EVERY == 0) {
        status = nodes.get(0).await(seen -> true);
      }
    }
    plain.forEach(Jedis::close);
  }
}
