package io.starling.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private static final List<Executor> LOOPS = List.of(new Loop(), new Loop());

  /** An executor that is no other one. */
  private static final class Loop implements Executor {
    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }

  private final MetricRegistry registry = new MetricRegistry();

  @Test
  void metricsComeByNameEachWithItsType() {
    registry.register("memory.entries.bytes", (Gauge<Double>) () -> 1.5);
    registry.register("clients.connected", (Gauge<Integer>) () -> 3);
    registry.register("disk-errors", new Total(() -> 2));
    assertEquals(
        """
        # TYPE starling_clients_connected gauge
        starling_clients_connected 3
        # TYPE starling_disk_errors_total counter
        starling_disk_errors_total 2
        # TYPE starling_memory_entries_bytes gauge
        starling_memory_entries_bytes 1.5
        """,
        PrometheusText.of(registry));
  }

  @Test
  void severalThingsAreToldApartByALabel() {
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("memory", 7.0);
    values.put("cpu", 0.5);
    registry.register("used", new Labelled("resource", () -> values));
    assertEquals(
        """
        # TYPE starling_used gauge
        starling_used{resource="cpu"} 0.5
        starling_used{resource="memory"} 7
        """,
        PrometheusText.of(registry));
  }

  @Test
  void aGaugeThatIsNoNumberIsLeftOut() {
    registry.gauge("state", () -> () -> "open");
    assertEquals("", PrometheusText.of(registry));
  }

  @Test
  void numbersThatAreNotFiniteAreWrittenAsPrometheusReadsThem() {
    registry.register("a", (Gauge<Double>) () -> Double.NaN);
    registry.register("b", (Gauge<Double>) () -> Double.POSITIVE_INFINITY);
    String text = PrometheusText.of(registry);
    assertTrue(text.contains("starling_a NaN\n") && text.contains("starling_b +Inf\n"), text);
  }

  @Test
  void latencyIsAHistogramWhoseBucketsGrowToTheCount() {
    NodeMetrics metrics = new NodeMetrics(LOOPS);
    metrics.of(LOOPS.get(0)).latency().record(2_000, 1);
    metrics.of(LOOPS.get(0)).latency().record(2_001, 1);
    metrics.of(LOOPS.get(1)).latency().record(Duration.ofMinutes(1).toNanos(), 1);
    String text = PrometheusText.of(metrics.registry());
    assertTrue(text.contains("# TYPE starling_command_latency_seconds histogram\n"), text);
    assertTrue(text.contains("starling_command_latency_seconds_bucket{le=\"2.0E-6\"} 1\n"), text);
    assertTrue(text.contains("starling_command_latency_seconds_bucket{le=\"4.0E-6\"} 2\n"), text);
    assertTrue(text.contains("starling_command_latency_seconds_bucket{le=\"+Inf\"} 3\n"), text);
    assertTrue(text.contains("starling_command_latency_seconds_count 3\n"), text);
  }

  @Test
  void countersOfAllLoopsAddUp() {
    NodeMetrics metrics = new NodeMetrics(LOOPS);
    metrics.of(LOOPS.get(0)).reads().increment();
    metrics.of(LOOPS.get(1)).reads().add(4);
    metrics.of(LOOPS.get(1)).writes().increment();
    String text = PrometheusText.of(metrics.registry());
    assertTrue(text.contains("# TYPE starling_commands_read_total counter\n"), text);
    assertTrue(text.contains("starling_commands_read_total 5\n"), text);
    assertEquals(6, metrics.commandCount());
  }

  @Test
  void everyLineIsATypeOrASample() {
    NodeMetrics metrics = new NodeMetrics(LOOPS);
    for (String line : PrometheusText.of(metrics.registry()).lines().toList()) {
      assertTrue(
          line.matches("# TYPE [a-z_]+ (gauge|counter|summary|histogram)")
              || line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]+\"})? (-?[0-9.E-]+|NaN|[+-]Inf)"),
          line);
    }
  }
}
