package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.admin.LoadReport;
import io.starling.node.admin.StatusReport;
import io.starling.node.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a node tells over HTTP of what its clients did. */
class MetricsTest {
  @TempDir private Path data;

  @Test
  void countsWhatClientsDo() throws Exception {
    try (RealNode node = RealNode.found(data, Map.of(Setting.REPLICAS, "1"));
        Jedis client = node.client()) {
      node.awaitReady(1);
      for (int i = 0; i < 30; i++) {
        client.set("k" + i, "v");
      }
      for (int i = 0; i < 50; i++) {
        client.get("k" + i);
      }
      client.mget("k1", "k2", "k3", "k4");
      client.ping();
      node.await(report -> report.nodes().get(0).keys() == 30);
      assertThrows(JedisDataException.class, () -> client.incr("k1"));
      // A latency is noted when its reply was sent, so perhaps after the client has read it.
      String page =
          node.awaitPage(
              "/metrics", text -> sample(text, "starling_command_latency_seconds_count") >= 83);
      assertEquals(31, sample(page, "starling_commands_write_total"));
      assertEquals(51, sample(page, "starling_commands_read_total"));
      assertEquals(1, sample(page, "starling_commands_failed_total"));
      assertEquals(0, sample(page, "starling_commands_unknown_total"));
      assertEquals(0, sample(page, "starling_commands_forwarded_total"));
      assertEquals(83, sample(page, "starling_command_latency_seconds_count"));
      double seconds = sample(page, "starling_command_latency_seconds_sum");
      assertTrue(seconds > 83e-6 && seconds < 83, "all commands took " + seconds + " s");
      assertEquals(1, sample(page, "starling_clients_connected"));
      assertEquals(30, sample(page, "starling_keys"));
      assertEquals(4, sample(page, "starling_segments_open"));
    }
  }

  @Test
  void tellsHowManyCommandsANodeServesASecond() throws Exception {
    try (RealNode node = RealNode.found(data, Map.of(Setting.REPLICAS, "1"));
        Jedis client = node.client()) {
      node.awaitReady(1);
      node.await(
          report -> {
            for (int i = 0; i < 100; i++) {
              client.set("k", "v");
            }
            return report.nodes().get(0).operationsPerSecond() > 1;
          });
      assertTrue(client.info("stats").contains("instantaneous_ops_per_sec:"));
    }
  }

  @Test
  void tellsWhatIsAskedOfWhichSegmentAndWhatTheNodeUses() throws Exception {
    try (RealNode node = RealNode.found(data, Map.of(Setting.CAPACITY, "cpu=3"));
        Jedis client = node.client()) {
      node.await(StatusReport::ready);
      node.awaitPage(
          "/metrics",
          page -> {
            for (int i = 0; i < 100; i++) {
              client.set("k", "v");
            }
            String segment = "starling_segment_commands_per_second{segment=\"%d\"}";
            return page.contains(segment.formatted(0))
                && sample(page, segment.formatted(1)) > 10
                && sample(page, "starling_used{resource=\"cpu\"}") > 0
                && sample(page, "starling_used{resource=\"network\"}") > 0;
          });
      StatusReport report = node.await(now -> now.nodes().get(0).load().utilisation("disk") > 0);
      LoadReport load = report.nodes().get(0).load();
      assertEquals(3, load.resources().get(0).capacity());
      assertEquals(1, load.heaviest().get(0).segment());
    }
  }

  @Test
  void theReadmeExplainsEveryMetric() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    try (RealNode node = RealNode.found(data, Map.of(Setting.REPLICAS, "1"))) {
      List<String> unexplained =
          node.page("/metrics")
              .lines()
              .filter(line -> line.startsWith("# TYPE "))
              .map(line -> line.split(" ", -1)[2])
              .filter(family -> !readme.contains("`" + family + "`"))
              .toList();
      assertEquals(List.of(), unexplained);
    }
  }

  private static double sample(String page, String name) {
    return page.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in\n" + page));
  }
}
