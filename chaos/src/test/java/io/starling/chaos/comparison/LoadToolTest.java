package io.starling.chaos.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.chaos.comparison.LoadTool.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LoadToolTest {
  private static final String HEAD =
      "\"test\",\"rps\",\"avg_latency_ms\",\"min_latency_ms\",\"p50_latency_ms\","
          + "\"p95_latency_ms\",\"p99_latency_ms\",\"max_latency_ms\"\n";

  @Test
  void redisBenchmarkIsReadByTheNamesOfItsColumns() throws IOException {
    String printed =
        HEAD + "\"GET\",\"79271.51\",\"0.339\",\"0.072\",\"0.327\",\"0.6\",\"0.855\",\"2\"\n";
    assertEquals(new Outcome(1000, 79271.51, 0.327, 0.855), RedisBenchmark.parse(printed, 1000));
  }

  @Test
  void whatRedisBenchmarkSaysBesidesIsPassedOver() throws IOException {
    String printed =
        "WARNING: Could not fetch server CONFIG\n"
            + HEAD
            + "\"SET\",\"5\",\"1\",\"1\",\"2\",\"3\",\"4\",\"5\"\n";
    assertEquals(new Outcome(10, 5, 2, 4), RedisBenchmark.parse(printed, 10));
  }

  @Test
  void anOlderRedisBenchmarkIsRefused() {
    String printed = "\"GET\",\"79271.51\"\n";
    assertThrows(IOException.class, () -> RedisBenchmark.parse(printed, 1000));
  }

  @Test
  void hazelcastLoadAnswersWithFourFigures() throws IOException {
    assertEquals(
        new Outcome(3000, 1000, 0.5, 1.25), HazelcastLoadTool.parse("3000 3.000 0.5000 1.2500"));
    assertThrows(IOException.class, () -> HazelcastLoadTool.parse("3000 3.000"));
    assertThrows(IOException.class, () -> HazelcastLoadTool.parse("failed"));
  }
}
