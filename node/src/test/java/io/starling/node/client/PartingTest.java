package io.starling.node.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.Command;
import io.starling.node.command.CommandTable;
import java.io.IOException;
import java.net.SocketException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartingTest {
  private final Parting parting = new Parting();
  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void isGoodBehindTheReplyToACommandOnKeys() {
    parting.begin(false);
    parting.onRequest();
    assertTrue(parting.isGoodAfter(command("GET")));
  }

  @Test
  void isGoodBehindAReplyThatWasUnderWay() {
    parting.begin(true);
    assertTrue(parting.isGoodAfter(command("SET")));
  }

  @Test
  void isNotGoodWhileNothingWasAskedSinceItWasWanted() {
    parting.onRequest();
    parting.begin(false);
    assertFalse(parting.isGoodAfter(command("GET")));
    assertFalse(parting.isGoodAfter(null));
  }

  @Test
  void isNotGoodBehindWhatMakesSureOfTheConnection() {
    parting.begin(false);
    for (String name : new String[] {"PING", "HELLO", "AUTH", "CLIENT", "SELECT"}) {
      parting.onRequest();
      assertFalse(parting.isGoodAfter(command(name)), name);
    }
  }

  @Test
  void isNeverGoodWhileTheNodeStays() {
    parting.onRequest();
    assertFalse(parting.isGoodAfter(command("GET")));
  }

  private static Command command(String name) {
    return Objects.requireNonNull(CommandTable.find(name.getBytes(US_ASCII)));
  }

  @Test
  void appliesNothingOfWhatIsSentIntoTheEnd() throws Exception {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("SET a 1\r\n", "+OK\r\n");
      var drained = port.ports.drain();
      assertEquals("", client.readToEnd());
      client.send("SET a 2\r\n");
      drained.get(10, TimeUnit.SECONDS);
      assertEquals(1, port.node.requests.size());
    }
  }

  @Test
  void answersAllThatItTookOfAClientThatNeverPauses() throws Exception {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      // Once it is answered it was accepted: one that was not would be reset.
      client.exchange("STRLEN a\r\n", ":0\r\n");
      Thread sender = Thread.ofPlatform().start(() -> sendWithoutEnd(client));
      var drained = port.ports.drain();
      String replies = ":0\r\n" + client.readToEnd();
      drained.get(10, TimeUnit.SECONDS);
      sender.join();
      assertEquals(":0\r\n".repeat(port.node.requests.size()), replies);
    }
  }

  private static void sendWithoutEnd(RawClient client) {
    try {
      while (true) {
        client.send("STRLEN a\r\n");
      }
    } catch (SocketException closed) {
      // That is the end.
    } catch (IOException other) {
      throw new IllegalStateException(other);
    }
  }
}
