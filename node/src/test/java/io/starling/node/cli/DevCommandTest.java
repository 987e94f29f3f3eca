package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevCommandTest {
  private final Screen screen = new Screen();

  @Test
  void numbersOutOfRangeAreAWrongCommandLine() {
    assertEquals(2, screen.run(new DevCommand(), "--nodes", "17"));
    assertEquals(2, screen.run(new DevCommand(), "--base-port", "65000"));
    assertTrue(screen.err.toString().contains("65000 is out of range: give 1 to"));
  }

  @Test
  void aPortInUseIsNamedBeforeAnythingIsStarted() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int base = taken.getLocalPort() - DevNode.PORT_SPAN;
      assertEquals(1, screen.run(new DevCommand(), "--base-port", String.valueOf(base)));
      assertTrue(
          screen.err.toString().startsWith("port " + taken.getLocalPort() + " is in use"),
          screen::toString);
    }
  }

  @Test
  void whatIsPrintedSaysHowToConnectAndWhatToKill() {
    DevPlan plan = DevPlan.of(2, 6379, Path.of("/tmp/dev"), List.of());
    String text = DevText.of(plan, Path.of("/tmp/dev"), node -> 100 + node.number());
    assertEquals(
        """
        Ready. Data in /tmp/dev

        NODE    PID  PORT  CLUSTER PORT  ADMIN PORT  LOG
        node 1  101  6379          7379        9379  /tmp/dev/node-1.log
        node 2  102  6380          7380        9380  /tmp/dev/node-2.log

        Any node answers for any key:  redis-cli -p 6379
        With a cluster client:         redis-cli -c -p 7379
        The cluster at a glance:       starling status --admin 127.0.0.1:9379
        Lose a node and see:           kill -9 102
        The same command again goes on with the same data. Ctrl-C stops all nodes.
        """,
        text);
  }
}
