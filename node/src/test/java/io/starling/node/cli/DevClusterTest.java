package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevClusterTest {
  private final DevPlan plan = DevPlan.of(3, 7000, Path.of("dev"), List.of());
  private final List<FakeProcess> processes = new ArrayList<>();
  private Runnable onStart = () -> {};
  private final StringWriter out = new StringWriter();
  private final DevCluster cluster =
      new DevCluster(
          node -> {
            FakeProcess process = new FakeProcess(100 + processes.size());
            processes.add(process);
            onStart.run();
            return process;
          },
          new PrintWriter(out));

  @Test
  void allNodesAreStartedBeforeAnyIsWaitedFor() throws IOException, InterruptedException {
    cluster.start(plan.nodes());
    assertEquals(3, processes.size());
    assertEquals(Optional.empty(), cluster.awaitReady(node -> true, () -> true));
    assertEquals(102, cluster.pid(plan.nodes().getLast()));
  }

  @Test
  void aNodeIsAskedAgainUntilItIsReady() throws IOException, InterruptedException {
    cluster.start(plan.nodes());
    int[] looks = new int[4];
    Optional<String> failure =
        cluster.awaitReady(node -> ++looks[node.number()] == node.number(), () -> true);
    assertEquals(Optional.empty(), failure);
  }

  @Test
  void aNodeThatIsNotReadyInTimeIsNamed() throws IOException, InterruptedException {
    cluster.start(plan.nodes());
    assertEquals(
        Optional.of("node 2 is not ready in time; see dev/node-2.log"),
        cluster.awaitReady(node -> node.number() != 2, () -> false));
  }

  @Test
  void aNodeThatEndsBeforeItIsReadyIsNamed() throws IOException, InterruptedException {
    cluster.start(plan.nodes());
    processes.get(1).end();
    assertEquals(
        Optional.of("node 2 ended before it was ready; see dev/node-2.log"),
        cluster.awaitReady(node -> true, () -> true));
  }

  @Test
  void aDeadNodeIsReportedAndLeftDead() throws IOException, InterruptedException {
    cluster.start(plan.nodes());
    processes.forEach(FakeProcess::end);
    assertFalse(cluster.watch(false));
    assertEquals(
        """
        node 1 ended, see dev/node-1.log
        node 2 ended, see dev/node-2.log
        node 3 ended, see dev/node-3.log
        """,
        out.toString());
    assertEquals(3, processes.size());
  }

  @Test
  void aDeadNodeIsStartedAgainWhenAskedFor() throws IOException, InterruptedException {
    cluster.start(plan.nodes());
    onStart = () -> cluster.stop();
    processes.get(0).end();
    assertTrue(cluster.watch(true));
    assertEquals(4, processes.size());
    assertEquals("node 1 ended, see dev/node-1.log; starting it again\n", out.toString());
  }

  @Test
  void stoppingAsksEveryNodeToStop() throws IOException, InterruptedException {
    cluster.start(plan.nodes());
    cluster.stop();
    assertTrue(processes.stream().allMatch(FakeProcess::askedToStop));
    assertTrue(cluster.watch(true));
    assertEquals("", out.toString());
  }
}
