package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.metrics.LoopMetrics;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerCommandsTest {
  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void tellsWhatClientsLookForInInfo() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.send("INFO\r\n");
      List<String> lines = client.readBulk().lines().toList();
      for (String wanted :
          List.of(
              "redis_version:7.0.15",
              "redis_mode:cluster",
              "loading:0",
              "role:master",
              "connected_clients:1",
              "blocked_clients:0",
              "used_memory_human:1B",
              "used_memory_rss_human:1.95K",
              "maxmemory_human:3.00M",
              "aof_enabled:1",
              "instantaneous_ops_per_sec:1235",
              "used_cpu_sys:0.250000",
              "used_cpu_user:2.500000",
              "cluster_enabled:1",
              "db0:keys=5,expires=1,avg_ttl=0",
              "starling_primaries:16")) {
        assertTrue(lines.contains(wanted), wanted + " in " + lines);
      }
      assertTrue(lines.stream().anyMatch(line -> line.matches("tcp_port:[1-9][0-9]+")));
      client.send("INFO clients\r\n");
      assertTrue(client.readBulk().startsWith("# Clients\r\nconnected_clients:1\r\n"));
    }
  }

  @Test
  void readsAndChangesParameters() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("CONFIG GET save\r\n", "*2\r\n$4\r\nsave\r\n$0\r\n\r\n");
      client.exchange("CONFIG GET foo\r\n", "*0\r\n");
      client.exchange("CONFIG SET timeout 30 maxclients 7\r\n", "+OK\r\n");
      client.exchange(
          "CONFIG GET time* MAXCLIENTS\r\n",
          "*4\r\n$10\r\nmaxclients\r\n$1\r\n7\r\n$7\r\ntimeout\r\n$2\r\n30\r\n");
      client.exchange(
          "CONFIG SET foo 1\r\n",
          "-ERR Unknown option or number of arguments for CONFIG SET - 'foo'\r\n");
      client.exchange(
          "CONFIG SET timeout 1 databases 2\r\n",
          "-ERR CONFIG SET failed (possibly related to argument 'databases') - can't set immutable"
              + " config\r\n");
      client.exchange(
          "CONFIG SET timeout 1 timeout 2\r\n",
          "-ERR CONFIG SET failed (possibly related to argument 'timeout') - duplicate parameter"
              + "\r\n");
      client.exchange("CONFIG SET timeout 1 foo\r\n", "-ERR syntax error\r\n");
      client.exchange("CONFIG GET timeout\r\n", "*2\r\n$7\r\ntimeout\r\n$2\r\n30\r\n");
    }
  }

  @Test
  void changesTheLimitsOfBuffersWhileItRuns() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange(
          "CONFIG SET client-output-buffer-limit 'normal 32mb 0 0' client-query-buffer-limit"
              + " 16mb\r\n",
          "+OK\r\n");
      client.exchange(
          "CONFIG GET client-*\r\n",
          "*4 $26 client-output-buffer-limit $19 normal_33554432_0_0 $25"
                  .replace(" ", "\r\n")
                  .replace("_", " ")
              + "\r\nclient-query-buffer-limit\r\n$8\r\n16777216\r\n");
      for (String unacceptable :
          List.of("normal 1kb 0 0", "normal 32mb 1mb 60", "32mb", "pubsub 32mb 0 0")) {
        client.send("CONFIG SET client-output-buffer-limit '" + unacceptable + "'\r\n");
        String refusal = client.readLine();
        assertTrue(refusal.endsWith("with a hard limit of 16mb to 1gb only"), refusal);
      }
    }
  }

  @Test
  void acceptsThatWhatCannotChangeStaysAsItIs() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("CONFIG SET appendonly yes save ''\r\n", "+OK\r\n");
      client.send("CONFIG SET appendonly no\r\n");
      assertTrue(client.readLine().endsWith("can't set immutable config"));
    }
  }

  @Test
  void doesNotTellThePasswordButThatThereIsOne() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("CONFIG GET requirepass\r\n", "*2\r\n$11\r\nrequirepass\r\n$0\r\n\r\n");
      port.requirePassword("secret");
      client.exchange("CONFIG GET requirepass\r\n", "*2\r\n$11\r\nrequirepass\r\n$3\r\n***\r\n");
    }
  }

  @Test
  void beginsToCountAnewWhenToldTo() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("PING\r\n", "+PONG\r\n");
      client.exchange("GET a b\r\n", "-ERR wrong number of arguments for 'get' command\r\n");
      client.send("INFO stats\r\n");
      List<String> before = client.readBulk().lines().toList();
      assertTrue(before.contains("total_commands_processed:3"), before.toString());
      assertTrue(before.contains("total_error_replies:1"), before.toString());
      client.exchange("CONFIG RESETSTAT\r\n", "+OK\r\n");
      client.send("INFO stats\r\n");
      List<String> after = client.readBulk().lines().toList();
      assertTrue(after.contains("total_commands_processed:1"), after.toString());
      assertTrue(after.contains("total_error_replies:0"), after.toString());
      assertTrue(after.contains("total_connections_received:0"), after.toString());
    }
  }

  @Test
  void countsWhatClientsDo() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("SET a 1\r\nGET a\r\nGET b\r\nPING\r\nFOO\r\n");
      client.expect("+OK\r\n$1\r\n1\r\n$-1\r\n+PONG\r\n-ERR unknown command 'FOO'");
      client.readLine();
      port.node.answer = any -> Reply.failure(ErrorCode.UNKNOWN, "who knows");
      client.exchange("SET a 1\r\n", "-UNKNOWN who knows\r\n");
      client.exchange("PING\r\n", "+PONG\r\n");
      assertEquals(2, port.metrics.sum(LoopMetrics::writes));
      assertEquals(2, port.metrics.sum(LoopMetrics::reads));
      assertEquals(7, port.metrics.sum(LoopMetrics::commands));
      assertEquals(1, port.metrics.sum(LoopMetrics::failures));
      assertEquals(1, port.metrics.sum(LoopMetrics::unknowns));
    }
  }

  @Test
  void describesCommands() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("COMMAND INFO foo\r\n", "*1\r\n$-1\r\n");
      client.exchange(
          "COMMAND INFO get\r\n",
          "*1 *10 $3 get :2 *2 +readonly +fast :1 :1 :1 *0 *0 *0 *0 ".replace(" ", "\r\n"));
      client.exchange("COMMAND GETKEYS mset a 1 b 2\r\n", "*2\r\n$1\r\na\r\n$1\r\nb\r\n");
      client.exchange("COMMAND LIST FILTERBY PATTERN mge*\r\n", "*1\r\n$4\r\nmget\r\n");
      client.exchange("COMMAND LIST FILTERBY x\r\n", "-ERR syntax error\r\n");
    }
  }

  @Test
  void keepsTheLevelsThatAConnectionChose() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange(
          "CLIENT LEVELS\r\n",
          "*4\r\n$5\r\nwrite\r\n$6\r\nquorum\r\n$4\r\nread\r\n$7\r\nprimary\r\n");
      client.exchange("CLIENT LEVELS WRITE all READ one\r\n", "+OK\r\n");
      client.exchange("GET a\r\n", "$-1\r\n");
      assertEquals(
          new Levels(WriteLevel.ALL, ReadLevel.ONE), port.node.requests.getLast().levels());
      client.exchange("CLIENT LEVELS WRITE none\r\n", "-ERR syntax error\r\n");
      client.exchange("CLIENT LEVELS WRITE\r\n", "-ERR syntax error\r\n");
    }
  }

  @Test
  void waitsForNothingButTellsHowManyCopiesThereAre() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("WAIT 1 0\r\n", ":0\r\n");
      client.exchange("WAIT x 0\r\n", "-ERR value is not an integer or out of range\r\n");
      client.exchange("WAIT 0 -1\r\n", "-ERR timeout is negative\r\n");
    }
  }
}
