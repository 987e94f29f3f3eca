package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The plain port: commands over many segments, and over all. */
class KeyspaceTest {
  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void splitsCommandsOverSegmentsAndMergesTheReplies() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("MSET a 1 b 2 c 3 d 4\r\n", "+OK\r\n");
      client.exchange("MGET d nothing a b\r\n", "*4\r\n$1\r\n4\r\n$-1\r\n$1\r\n1\r\n$1\r\n2\r\n");
      client.exchange("EXISTS a b c nothing a\r\n", ":4\r\n");
      client.exchange("DEL a b nothing\r\n", ":2\r\n");
      client.exchange("DBSIZE\r\n", ":2\r\n");
      client.exchange("MSETNX a 1 {a}b 2\r\n", ":1\r\n");
      client.exchange(
          "MSETNX x 1 y 2\r\n", "-CROSSSLOT Keys in request don't hash to the same slot\r\n");
      client.exchange("MSET a 1 b\r\n", "-ERR wrong number of arguments for 'mset' command\r\n");
    }
  }

  @Test
  void saysThatTheOutcomeIsUnknownIfOnlyPartOfAWriteWasApplied() throws IOException {
    port.node.answer =
        request ->
            request.segment() < 8
                ? Reply.failure(ErrorCode.TRYAGAIN, "later")
                : port.node.evaluate(request);
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange(
          "MSET a 1 b 2 c 3 d 4\r\n",
          "-UNKNOWN applied in some segments, not in others: TRYAGAIN later\r\n");
      client.exchange("MGET a b c d\r\n", "-TRYAGAIN later\r\n");
    }
  }

  @Test
  void scansEveryKeyWhateverTheCount() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      Set<String> written = new HashSet<>();
      for (int i = 0; i < 500; i++) {
        written.add("key" + i);
        client.exchange("SET key" + i + " v\r\n", "+OK\r\n");
      }
      Set<String> scanned = new HashSet<>();
      String cursor = "0";
      do {
        client.send("SCAN " + cursor + " COUNT 7\r\n");
        client.readLine();
        cursor = client.readBulk();
        scanned.addAll(client.readArray());
      } while (!cursor.equals("0"));
      assertEquals(written, scanned);
    }
  }

  @Test
  void refusesCursorsAndOptionsThatAreNone() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("SCAN x\r\n", "-ERR invalid cursor\r\n");
      client.exchange("SCAN 0 COUNT 0\r\n", "-ERR syntax error\r\n");
      client.exchange("SCAN 0 FOO\r\n", "-ERR syntax error\r\n");
      client.exchange("SCAN 18446744073709551615\r\n", "*2\r\n$1\r\n0\r\n*0\r\n");
      client.exchange("SCAN 0\r\n", "*2\r\n$1\r\n0\r\n*0\r\n");
    }
  }

  @Test
  void givesTheScanBackToTheClientIfASegmentFails() throws IOException {
    port.node.answer = request -> Reply.failure(ErrorCode.TRYAGAIN, "later");
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("SCAN 0\r\n", "-TRYAGAIN later\r\n");
    }
  }

  @Test
  void findsKeysByPatternAndAtRandomAndFlushesThem() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("RANDOMKEY\r\n", "$-1\r\n");
      client.exchange("MSET one 1 two 2 three 3\r\n", "+OK\r\n");
      client.send("KEYS t*\r\n");
      assertEquals(Set.of("two", "three"), Set.copyOf(client.readArray()));
      client.send("RANDOMKEY\r\n");
      assertTrue(List.of("one", "two", "three").contains(client.readBulk()));
      client.exchange("FLUSHALL FOO\r\n", "-ERR syntax error\r\n");
      client.exchange("FLUSHALL ASYNC\r\n", "+OK\r\n");
      client.exchange("DBSIZE\r\n", ":0\r\n");
    }
  }

  @Test
  void doesNotLetAClientCallInternalCommands() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange(
          "segment.flush\r\n",
          "-ERR unknown command 'segment.flush', with args beginning with: \r\n");
    }
  }
}
