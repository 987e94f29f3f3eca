package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.admin.NodeHealth;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.StatusReport;
import io.starling.node.cli.CommandContribution;
import io.starling.node.settings.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Nodes that come and go, as an operator sees and steers it. */
class OperatorLifeTest {
  private static final Map<Setting, String> QUICK =
      Map.of(Setting.GRACE, "2s", Setting.PROBATION, "1s");

  @TempDir private Path data;
  private final StringWriter out = new StringWriter();

  private int run(RealNode node, String name, String... more) {
    out.getBuffer().setLength(0);
    CommandLine command =
        new CommandLine(
                ServiceLoader.load(CommandContribution.class).stream()
                    .flatMap(each -> each.get().commands().stream())
                    .filter(each -> each.getClass().getSimpleName().equals(name + "Command"))
                    .findFirst()
                    .orElseThrow())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  out.append(failure.getMessage());
                  return 1;
                });
    return command.execute(
        Stream.concat(Stream.of("--admin", node.admin().toString()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  /** On a busy machine leases run out, and what becomes of a write is not known at once. */
  private static void write(Jedis client) {
    for (int left = 20; left > 0; left--) {
      try {
        client.set("k", "v");
        return;
      } catch (JedisDataException unknown) {
        assertTrue(left > 1, unknown::toString);
      }
    }
  }

  private static NodeReport seen(RealNode node, StatusReport status) {
    return status.nodes().stream()
        .filter(each -> each.adminPort() == node.admin().port())
        .findFirst()
        .orElseThrow();
  }

  private static String idOf(RealNode node, RealNode from) throws InterruptedException {
    return seen(node, from.await(report -> true)).id().substring(0, 8);
  }

  @Test
  void aNodeIsDrainedByForceAndItsSegmentsGrowAgain() throws Exception {
    try (RealNode first = RealNode.found(data.resolve("1"), QUICK);
        RealNode second = first.join(data.resolve("2"), QUICK);
        Jedis client = first.client()) {
      try (RealNode third = first.join(data.resolve("3"), QUICK)) {
        third.awaitReady(3);
        write(client);
        String id = idOf(third, first);
        assertEquals(1, run(second, "Drain", id), out::toString);
        assertTrue(out.toString().contains("only 2 other nodes stay"), out::toString);
        assertEquals(0, run(second, "Drain", id, "--force"), out::toString);
        assertTrue(
            out.toString().contains(id + " holds nothing: it may be stopped"), out::toString);
        assertEquals("v", client.get("k"));
      }
      try (RealNode again = first.join(data.resolve("3"), QUICK)) { // the same data, on other ports
        first.await(
            report ->
                report.nodes().size() == 3 && seen(again, report).health() == NodeHealth.DRAINED);
        String id = idOf(again, first);
        assertEquals(0, run(first, "Drain", id, "--undo"), out::toString);
        again.awaitReady(3);
        assertEquals(1, run(first, "Drain", "00000000"), out::toString);
        assertTrue(out.toString().contains("0 nodes that are there are called"), out::toString);
        assertEquals("v", client.get("k"));
      }
    }
  }

  @Test
  void theLastNodeThatStaysIsNotDrained() throws Exception {
    try (RealNode only = RealNode.found(data, Map.of(Setting.REPLICAS, "1"))) {
      only.awaitReady(1);
      assertEquals(1, run(only, "Drain", idOf(only, only), "--force"), out::toString);
      assertTrue(out.toString().contains("no other node stays"), out::toString);
    }
  }

  @Test
  void aNodeThatDiedIsReplacedAndForgottenAndComesBack() throws Exception {
    Map<Setting, String> more = Map.of(Setting.PROBATION, "1s");
    try (RealNode first = RealNode.found(data.resolve("1"), more);
        RealNode third = first.join(data.resolve("3"), more)) {
      RealNode second = first.join(data.resolve("2"), more);
      second.awaitReady(3);
      try (RealNode fourth = first.join(data.resolve("4"), more)) {
        first.await(report -> report.nodes().size() == 4);
        dieAndComeBack(first, second, third);
        fourth.awaitReady(3);
      }
    }
  }

  private void dieAndComeBack(RealNode first, RealNode second, RealNode third) throws Exception {
    String id = idOf(second, first);
    assertEquals(1, run(first, "Forget", id), out::toString);
    assertTrue(out.toString().contains("is there"), out::toString);
    second.close();
    first.await(report -> report.away().size() == 1);
    assertEquals(0, run(first, "Forget", id), out::toString);
    assertTrue(out.toString().contains(id + " is forgotten"), out::toString);
    first.await(report -> report.away().isEmpty() && report.totals().underReplicated() == 0);
    third.awaitReady(3);
    try (RealNode back = second.restart()) {
      back.awaitReady(4);
    }
  }

  @Test
  void everyNodeSaysWhatItWouldShed() throws Exception {
    try (RealNode first = RealNode.found(data.resolve("1"), Map.of());
        RealNode second = first.join(data.resolve("2"), Map.of());
        RealNode third = first.join(data.resolve("3"), Map.of())) {
      third.awaitReady(3);
      first.await(report -> run(second, "Plan") == 0);
      assertTrue(out.toString().startsWith("NODE"), out::toString);
      assertEquals(0, run(first, "Explain", "2"), out::toString);
      assertTrue(out.toString().contains("Candidates"), out::toString);
      out.toString().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }
  }
}
