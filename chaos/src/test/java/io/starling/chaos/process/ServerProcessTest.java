package io.starling.chaos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerProcessTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path directory;

  /** Writes a line, notes each start in its data, then waits for ever. */
  private record Shell(Path data) implements ServerUnderTest {
    @Override
    public String name() {
      return "shell";
    }

    @Override
    public List<String> command(boolean firstStart) {
      String script = "echo first=" + firstStart + "; sleep 1000 & echo x >> starts; wait";
      return List.of("sh", "-c", "cd " + data + "; " + script);
    }

    @Override
    public Address address(ClientPort port) {
      return new Address("127.0.0.1", 1);
    }

    @Override
    public boolean isUp() {
      return Files.exists(data.resolve("starts"));
    }

    @Override
    public boolean isReady() {
      return isUp();
    }
  }

  @Test
  void restartsOnTheSameDataAfterAKill() throws Exception {
    try (ClusterUnderTest cluster = start()) {
      ServerProcess shell = cluster.processes().getFirst();
      shell.kill();
      assertFalse(shell.isRunning());
      assertTrue(Files.exists(shell.server().data().resolve("starts")));
      shell.start();
      assertTrue(shell.isRunning());
    }
  }

  @Test
  void killsWhatTheServerStartedToo() throws Exception {
    ClusterUnderTest cluster = start();
    ProcessHandle child = onlyGrandchild();
    cluster.close();
    child.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertFalse(child.isAlive());
  }

  @Test
  void killsWhatHasNotBegunYet() throws Exception {
    // As a machine does that is busy: the server comes to its own process group a little late.
    List<String> late = List.of("sh", "-c", "sleep 0.5; exec \"$@\"", "late");
    try (ServerProcess shell = new ServerProcess(new Shell(directory.resolve("shell")), late)) {
      shell.start();
      shell.kill();
      assertFalse(shell.isRunning());
    }
  }

  @Test
  void endsByItselfOnTermination() throws Exception {
    try (ClusterUnderTest cluster = start()) {
      assertTrue(cluster.processes().getFirst().terminate(SOON));
    }
  }

  @Test
  void wipesOnlyWhatDoesNotRun() throws Exception {
    try (ClusterUnderTest cluster = start()) {
      ServerProcess shell = cluster.processes().getFirst();
      assertThrows(IllegalStateException.class, shell::wipe);
      shell.kill();
      shell.wipe();
      assertFalse(Files.exists(shell.server().data()));
    }
  }

  @Test
  void showsTheEndOfTheLogOfAServerThatDied() {
    ServerUnderTest dying = new Dying(directory.resolve("dying"));
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                ClusterUnderTest.start(
                    List.of(dying), ClusterUnderTest.Formation.BY_ITSELF, null, SOON));
    assertTrue(failure.getMessage().contains("out of luck"), failure.getMessage());
  }

  private record Dying(Path data) implements ServerUnderTest {
    @Override
    public String name() {
      return "dying";
    }

    @Override
    public List<String> command(boolean firstStart) {
      return List.of("sh", "-c", "echo out of luck");
    }

    @Override
    public Address address(ClientPort port) {
      return new Address("127.0.0.1", 1);
    }

    @Override
    public boolean isUp() {
      return false;
    }

    @Override
    public boolean isReady() {
      return false;
    }
  }

  @Test
  void givesDifferentPorts() {
    List<Integer> ports = FreePorts.find(20);
    assertEquals(20, ports.stream().distinct().count());
  }

  private ClusterUnderTest start() throws IOException, InterruptedException {
    return ClusterUnderTest.start(
        List.of(new Shell(directory.resolve("shell"))),
        ClusterUnderTest.Formation.BY_ITSELF,
        null,
        SOON);
  }

  /** Whose parent is a shell that was started from here. */
  private static ProcessHandle onlyGrandchild() {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.parent().map(parent -> parent.pid() != self).orElse(false))
        .findAny()
        .orElseThrow();
  }
}
