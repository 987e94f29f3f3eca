package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevPlanTest {
  @TempDir private Path data;

  @Test
  void theFirstNodeOfACluster() {
    DevPlan plan = DevPlan.of(1, 6379, Path.of("dev"), List.of("--durability", "sync"));
    assertEquals(
        List.of(
            "node",
            "--data",
            "dev/node-1",
            "--bind",
            "127.0.0.1",
            "--port",
            "6379",
            "--cluster-port",
            "7379",
            "--peer-port",
            "7946",
            "--admin-port",
            "9379",
            "--zone",
            "zone-1",
            "--durability",
            "sync"),
        plan.arguments(plan.nodes().getFirst()));
  }

  @Test
  void theFirstTimeOneFoundsAndTheOthersJoinAtIt() {
    DevPlan plan = DevPlan.of(3, 6379, data, List.of());
    assertFalse(plan.arguments(plan.nodes().get(0)).contains("--seed"));
    assertEquals("127.0.0.1:7946", seeds(plan, 1));
    assertEquals("127.0.0.1:7946", seeds(plan, 2));
  }

  @Test
  void onceTheyWereReadyTogetherEveryNodeJoinsAtAllOthers() throws IOException {
    DevPlan plan = DevPlan.of(3, 6379, data, List.of());
    Files.createFile(plan.mark());
    assertEquals("127.0.0.1:7947,127.0.0.1:7948", seeds(plan, 0));
    assertEquals("127.0.0.1:7946,127.0.0.1:7948", seeds(plan, 1));
  }

  @Test
  void noTwoNodesShareAPort() {
    List<Integer> ports =
        DevPlan.of(16, 6379, data, List.of()).nodes().stream()
            .flatMap(node -> node.ports().stream())
            .toList();
    assertEquals(ports.stream().distinct().toList(), ports);
  }

  private static String seeds(DevPlan plan, int index) {
    List<String> arguments = plan.arguments(plan.nodes().get(index));
    return arguments.get(arguments.indexOf("--seed") + 1);
  }
}
