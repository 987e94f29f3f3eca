package io.starling.chaos.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class NodeMetricsTest {
  @Test
  void labelsAndCommentsAreLeftOut() {
    String text =
        """
        # HELP starling_copies segments
        # TYPE starling_copies gauge
        starling_copies 192.0
        starling_used{resource="cpu"} 0.5
        starling_copies_keys 750000.0
        """;
    assertEquals(
        Map.of("starling_copies", 192.0, "starling_copies_keys", 750_000.0),
        NodeMetrics.parse(text));
  }
}
