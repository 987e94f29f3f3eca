package io.starling.node.client;

import static io.starling.node.client.RawClient.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.client.reply.ReplyStream;
import io.starling.node.command.Reply;
import io.starling.node.settings.ClientLimits;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void answersInTheOrderOfTheRequestsWhateverTheOrderOfTheReplies() throws IOException {
    port.node.holdsBack = true;
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("SET a 1\r\nPING\r\nGET a\r\nECHO x\r\nSTRLEN a\r\n");
      port.awaitInLoop(() -> port.node.heldBackCount() == 3);
      port.inLoop(port.node::letGoBackwards);
      client.expect("+OK\r\n+PONG\r\n$1\r\n1\r\n$1\r\nx\r\n:1\r\n");
    }
  }

  @Test
  void answersTheSameWhereverTheRequestsAreCut() throws IOException {
    String requests =
        "SET a 'x y'\r\n" + request("GET", "a") + request("ECHO", "\r\n") + "PING\r\n";
    String replies = "+OK\r\n$3\r\nx y\r\n$2\r\n\r\n\r\n+PONG\r\n";
    int bound = port.bind(PortMode.PLAIN);
    for (int cut = 1; cut < requests.length(); cut++) {
      try (RawClient client = new RawClient(bound)) {
        client.send(requests.substring(0, cut));
        client.send(requests.substring(cut));
        client.expect(replies);
      }
    }
  }

  @Test
  void stopsReadingWhileTooManyRepliesAreToCome() throws IOException {
    port.node.holdsBack = true;
    int requestCount = 3 * ReplyStream.WAITING_MAX;
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("STRLEN a\r\n".repeat(requestCount));
      for (int answered = 0; answered < requestCount; ) {
        port.awaitInLoop(() -> port.node.heldBackCount() > 0);
        int[] held = new int[1];
        port.inLoop(() -> held[0] = port.node.heldBackCount());
        assertTrue(held[0] <= ReplyStream.WAITING_MAX, "in flight: " + held[0]);
        port.inLoop(port.node::letGo);
        answered += held[0];
      }
      client.expect(":0\r\n".repeat(requestCount));
    }
  }

  @Test
  void stopsReadingWhileTheClientDoesNotReadItsReplies() throws IOException {
    byte[] value = new byte[100_000];
    port.node.answer = any -> new Reply.Bulk(value);
    int requestCount = 2_000;
    String reply = "$100000\r\n" + "\0".repeat(value.length) + "\r\n";
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("GET a\r\n".repeat(requestCount));
      for (int i = 0; i < requestCount; i++) {
        client.expect(reply);
      }
    }
    assertEquals(requestCount, port.node.requests.size());
  }

  @Test
  void closesAConnectionWhoseQueuedRepliesExceedTheOutputBuffer() throws IOException {
    port.setLimits(new ClientLimits(100, 16L << 20, 16L << 20, Duration.ZERO));
    byte[] value = new byte[1 << 20];
    port.node.holdsBack = true;
    port.node.answer = any -> new Reply.Bulk(value);
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("GET a\r\n".repeat(40));
      port.awaitInLoop(() -> port.node.heldBackCount() == 40);
      port.inLoop(port.node::letGoBackwards);
      try {
        assertTrue(client.readToEnd().length() < 40 << 20);
      } catch (SocketException reset) {
        assertTrue(String.valueOf(reset.getMessage()).contains("reset"), reset.getMessage());
      }
    }
  }

  @Test
  void answersWhatWasAskedBeforeTheEndOfInput() throws IOException {
    port.node.holdsBack = true;
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("SET a 1\r\nGET a\r\n*1\r\n$4\r\nPI");
      client.closeOutput();
      port.awaitInLoop(() -> port.node.heldBackCount() == 2);
      port.inLoop(port.node::letGo);
      assertEquals("+OK\r\n$1\r\n1\r\n", client.readToEnd());
    }
  }

  @Test
  void letsNothingOvertakeAFlush() throws IOException {
    port.node.holdsBack = true;
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("FLUSHALL\r\nSET a 1\r\n");
      port.awaitInLoop(() -> port.node.heldBackCount() == 16);
      port.inLoop(() -> assertEquals("segment.flush", name(port.node.requests.size() - 1)));
      port.inLoop(port.node::letGo);
      port.awaitInLoop(() -> port.node.heldBackCount() == 1);
      port.inLoop(port.node::letGo);
      client.expect("+OK\r\n+OK\r\n");
    }
  }

  private String name(int request) {
    return new String(
        port.node.requests.get(request).arguments().get(0),
        java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void finishesWhatIsInFlightWhenItDrains() throws Exception {
    port.node.holdsBack = true;
    int bound = port.bind(PortMode.PLAIN);
    try (RawClient busy = new RawClient(bound);
        RawClient idle = new RawClient(bound)) {
      idle.exchange("PING\r\n", "+PONG\r\n");
      busy.send("SET a 1\r\nGET a\r\n");
      port.awaitInLoop(() -> port.node.heldBackCount() == 2);
      var drained = port.ports.drain();
      assertEquals("", idle.readToEnd());
      port.inLoop(port.node::letGo);
      assertEquals("+OK\r\n$1\r\n1\r\n", busy.readToEnd());
      drained.get(10, TimeUnit.SECONDS);
    }
  }
}
