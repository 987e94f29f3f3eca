package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
              "cluster_enabled:1",
              "db0:keys=5,expires=1,avg_ttl=0",
              "starling_primaries:16")) {
        assertTrue(lines.contains(wanted), wanted + " in " + lines);
      }
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
      client.exchange("CONFIG RESETSTAT\r\n", "+OK\r\n");
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
