package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeCommandTest {
  private final Screen screen = new Screen();
  private final Map<String, String> environment = new HashMap<>();
  private final List<NodeSettings> launched = new ArrayList<>();
  private final List<Runnable> shutdown = new ArrayList<>();
  private boolean stopsAsAsked = true;

  @Test
  void aNodeIsStartedWithItsSettingsAndWaitedFor() {
    environment.put("STARLING_PORT", "7000");
    assertEquals(0, run("--data", "/tmp/x", "--zone", "north"), screen::toString);
    assertEquals(7000, launched.getFirst().network().port());
    assertEquals("north", launched.getFirst().network().zone());
    assertEquals(1, shutdown.size());
  }

  @Test
  void aNodeThatGivesUpHasFailed() {
    stopsAsAsked = false;
    assertEquals(1, run("--data", "/tmp/x"));
  }

  @Test
  void everySettingHasAFlagThatHelpExplains() {
    assertEquals(0, run("--help"));
    for (Setting setting : Setting.values()) {
      assertTrue(screen.out.toString().contains(setting.flag() + "="), setting.flag());
    }
  }

  @Test
  void settingsArePrintedAndNothingIsStarted() {
    assertEquals(0, run("--data", "/tmp/x", "--print-settings"), screen::toString);
    assertTrue(screen.out.toString().contains("port = 6379 "), screen::toString);
    assertEquals(List.of(), launched);
  }

  @Test
  void aWrongSettingIsAWrongCommandLine() {
    assertEquals(2, run("--data", "/tmp/x", "--bind", "192.0.2.1"));
    assertEquals(
        "--bind: 192.0.2.1 can be reached from other machines, so a secret is needed. Make one"
            + " with: head -c 32 /dev/urandom | base64 > starling.secret and start every node"
            + " with --secret-file starling.secret, or stay on this machine with --bind"
            + " 127.0.0.1\n"
            + "See: node --help\n",
        screen.err.toString());
    assertEquals(List.of(), launched);
  }

  @Test
  void aMissingConfigurationFileIsAWrongCommandLine() {
    environment.put("STARLING_CONFIG", "/nowhere/starling.conf");
    assertEquals(2, run("--data", "/tmp/x"));
    assertTrue(screen.err.toString().startsWith("there is no file /nowhere"), screen::toString);
  }

  @Test
  void aRefusedStartIsToldInWords() {
    NodeLauncher refusing =
        settings -> {
          throw new StartRefusedException("port 6379 is in use");
        };
    assertEquals(
        1, screen.run(new NodeCommand(refusing, Map.of(), shutdown::add), "--data", "/tmp/x"));
    assertEquals("port 6379 is in use\n", screen.err.toString());
  }

  private int run(String... arguments) {
    NodeLauncher launcher =
        settings -> {
          launched.add(settings);
          return new StoppedNode();
        };
    return screen.run(new NodeCommand(launcher, environment, shutdown::add), arguments);
  }

  /** Has stopped before anyone waits. */
  private final class StoppedNode implements RunningNode {
    @Override
    public void stop(Duration limit) {}

    @Override
    public boolean awaitStopped() {
      return stopsAsAsked;
    }
  }
}
