package io.starling.chaos.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IsolatedNetworkTest {
  @BeforeEach
  void needsRootAndTheTools() {
    IsolatedNetwork.obstacle().ifPresent(reason -> assumeTrue(false, reason));
  }

  @Test
  void keepsAnIslandFromTheOthersUntilItHeals() throws Exception {
    try (IsolatedNetwork network = IsolatedNetwork.create(3)) {
      assertReaches(network, 0, 1);
      network.isolate(List.of(0));
      assertFalse(reaches(network, 0, 1));
      assertFalse(reaches(network, 2, 0));
      assertReaches(network, 1, 2);
      network.heal();
      assertReaches(network, 0, 1);
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    IsolatedNetwork network = IsolatedNetwork.create(2);
    String namespace = network.enter(1).getLast();
    assertTrue(HostCommand.run("ip", "netns", "list").contains(namespace));
    network.close();
    assertFalse(HostCommand.run("ip", "netns", "list").contains(namespace));
  }

  /** A machine that is busy may take longer than it waits; one that reaches nothing always does. */
  private static void assertReaches(IsolatedNetwork network, int from, int to) throws Exception {
    boolean reached = false;
    for (int tries = 0; tries < 10 && !reached; tries++) {
      reached = reaches(network, from, to);
    }
    assertTrue(reached, from + " does not reach " + to);
  }

  /** Whether a connection to a port on which nobody listens is refused rather than lost. */
  private static boolean reaches(IsolatedNetwork network, int from, int to) throws Exception {
    List<String> command = new ArrayList<>(network.enter(from));
    command.addAll(List.of("timeout", "1", "bash", "-c"));
    command.add("echo > /dev/tcp/" + network.host(to) + "/9");
    return ended(command) == 1;
  }

  private static int ended(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return process.exitValue();
  }
}
