package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.StatusReport;
import io.starling.node.cli.CommandContribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** A group whose every copy is suspect waits for all of its members, unless told not to. */
class AcceptLossTest {
  @TempDir private Path data;

  @Test
  void opensWithTheMembersThatAreThereWhenAnOperatorGivesTheThirdUp() throws Exception {
    RealNode first = RealNode.found(data.resolve("1"), Map.of());
    RealNode second = first.join(data.resolve("2"), Map.of());
    RealNode third = first.join(data.resolve("3"), Map.of());
    String lost = third.awaitReady(3).nodeId();
    try (Jedis client = first.client()) {
      for (int i = 0; i < 50; i++) {
        assertEquals("OK", client.set("k" + i, "v" + i));
      }
    }
    first.close();
    second.close();
    third.close();
    suspect("1");
    suspect("2");
    try (RealNode restarted = first.restart();
        RealNode again = second.restart()) {
      again.await(report -> report.nodes().size() == 2);
      StatusReport closed = again.await(report -> report.totals().withoutPrimary() == 4);
      try (Jedis client = again.client()) {
        JedisDataException refused = assertThrows(JedisDataException.class, () -> client.get("k1"));
        assertTrue(refused.getMessage().startsWith("CLUSTERDOWN"), refused.getMessage());
      }
      assertThrows(IOException.class, () -> give("00000000", restarted));
      assertThrows(IOException.class, () -> give(closed.nodeId(), restarted));
      assertEquals(1, command().execute("--admin", restarted.admin().toString(), lost));
      IOException beyond = assertThrows(IOException.class, () -> give(lost, "4", restarted));
      assertTrue(String.valueOf(beyond.getMessage()).contains("no segment 4"));
      assertEquals(0, command().execute("--admin", restarted.admin().toString(), "--yes", lost));
      again.await(report -> report.totals().withoutPrimary() == 0);
      try (Jedis client = again.client()) {
        for (int i = 0; i < 50; i++) {
          assertEquals("v" + i, client.get("k" + i));
        }
        assertEquals("OK", client.set("after", "all"));
      }
    }
  }

  private static CommandLine command() {
    return ServiceLoader.load(CommandContribution.class).stream()
        .flatMap(contribution -> contribution.get().commands().stream())
        .map(CommandLine::new)
        .filter(command -> command.getCommandName().equals("accept-loss"))
        .findFirst()
        .orElseThrow();
  }

  private static String give(String node, RealNode told) throws IOException {
    return give(node, "all", told);
  }

  private static String give(String node, String segment, RealNode told) throws IOException {
    return new AdminClient(told.admin())
        .act("accept-loss", Map.of("node", node, "segment", segment), null);
  }

  /** Leaves what a failed sync of the disk leaves: nobody knows what the journal lost. */
  private void suspect(String node) throws IOException {
    Files.writeString(data.resolve(node).resolve("sync-failed"), "");
  }
}
