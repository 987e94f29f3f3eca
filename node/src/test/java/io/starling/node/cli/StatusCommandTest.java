package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.admin.AdminPorts;
import io.starling.node.admin.AdminServer;
import io.starling.node.admin.FakeNode;
import io.starling.node.metrics.NodeMetrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  private final FakeNode node = new FakeNode();
  private final AdminServer server =
      AdminServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          "localhost",
          null,
          new AdminPorts(node, node, new NodeMetrics(List.of()).registry(), Map.of()));
  private final String admin = "127.0.0.1:" + server.address().getPort();
  private final Screen screen = new Screen();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nodesAndTotalsAreATable() {
    assertEquals(0, screen.run(new StatusCommand(), "--admin", admin), screen::toString);
    assertEquals(
        """
        Cluster fedcba9876543210fedcba9876543210, seen from node 01234567 (1.0)

        NODE      ADDRESS         ZONE   HEALTH  PRIMARIES  COPIES  KEYS   MEMORY
        01234567  127.0.0.1:6379  north  alive           1       1    12  3.4 KiB

        NODE      OPS/S  P99 MS  LAG MS  CPU%  MEM%  DISK%  NET%  RESERVE
        01234567      8     1.5     2.5    50    10     25     3    128 B

        Segments: 1, open 1, without primary 0, under-replicated 1, unverified here 0
        """,
        screen.out.toString());
  }

  @Test
  void segmentsAreShownWhenAskedFor() {
    screen.run(new StatusCommand(), "--admin", admin, "--segments");
    assertTrue(
        screen
            .out
            .toString()
            .endsWith(
                """
                SEGMENT  SLOTS    EPOCH  STATE  PRIMARY   MEMBERS   LEARNERS
                      0  0-16383      3  open   01234567  01234567
                """),
        screen::toString);
  }

  @Test
  void whatIsInTheWayIsSaid() {
    node.obstacles = List.of("segment 7 has no primary", "3 copies are unverified");
    screen.run(new StatusCommand(), "--admin", admin);
    assertTrue(
        screen.out.toString().contains("Not ready: segment 7 has no primary; 3 copies are"),
        screen::toString);
  }

  @Test
  void aScriptGetsJson() {
    assertEquals(0, screen.run(new StatusCommand(), "--admin", admin, "--json"), screen::toString);
    assertTrue(screen.out.toString().startsWith("{\n"), screen::toString);
    assertTrue(screen.out.toString().contains("\"underReplicated\" : 1"), screen::toString);
    assertTrue(screen.out.toString().contains("\"utilisation\" : 0.25"), screen::toString);
    assertTrue(screen.out.toString().contains("\"loopLagMillis\" : 2.5"), screen::toString);
  }

  @Test
  void withoutAnAnswerItFailsAndSaysWhatToDo() {
    server.close();
    assertEquals(1, screen.run(new StatusCommand(), "--admin", admin));
    assertTrue(screen.err.toString().startsWith("no node answers at " + admin), screen::toString);
    assertTrue(screen.err.toString().contains("--admin HOST:PORT"), screen::toString);
  }

  @Test
  void watchesNoFasterThanOnceASecond() {
    assertEquals(2, screen.run(new StatusCommand(), "--admin", admin, "--watch", "0"));
    assertTrue(screen.err.toString().contains("at least 1 second"), screen::toString);
  }

  @Test
  void aWrongAddressIsAWrongCommandLine() {
    assertEquals(2, screen.run(new StatusCommand(), "--admin", "a:b:c"));
    assertTrue(screen.err.toString().contains("write HOST:PORT"), screen::toString);
  }
}
