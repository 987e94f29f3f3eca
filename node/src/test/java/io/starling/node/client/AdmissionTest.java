package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.settings.ClientLimits;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to clients that are too many, do not speak RESP, or mean harm. */
class AdmissionTest {
  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void refusesOneClientMoreThanItMayHave() throws IOException {
    port.setLimits(new ClientLimits(2, 64L << 20, 64L << 20, Duration.ZERO));
    int bound = port.bind(PortMode.PLAIN);
    try (RawClient first = new RawClient(bound);
        RawClient second = new RawClient(bound)) {
      first.exchange("PING\r\n", "+PONG\r\n");
      second.exchange("PING\r\n", "+PONG\r\n");
      try (RawClient third = new RawClient(bound)) {
        assertEquals("-ERR max number of clients reached\r\n", third.readToEnd());
      }
      first.exchange("PING\r\n", "+PONG\r\n");
      assertEquals(1, port.ports.statistics().counts().rejected());
    }
  }

  @Test
  void answersBrokenProtocolAfterWhatCameBefore() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.send("PING\r\n*1\r\n$-5\r\n" + "x".repeat(100_000));
      assertEquals("+PONG\r\n-ERR Protocol error: invalid bulk length\r\n", client.readToEnd());
    }
  }

  @Test
  void limitsWhatAStrangerMaySend() throws IOException {
    port.requirePassword("secret");
    int bound = port.bind(PortMode.PLAIN);
    try (RawClient many = new RawClient(bound);
        RawClient large = new RawClient(bound)) {
      many.send("*11\r\n");
      assertEquals("-ERR Protocol error: unauthenticated multibulk length\r\n", many.readToEnd());
      large.send("*1\r\n$16385\r\n");
      assertEquals("-ERR Protocol error: unauthenticated bulk length\r\n", large.readToEnd());
    }
  }

  @Test
  void hangsUpOnABrowser() throws IOException {
    int bound = port.bind(PortMode.PLAIN);
    for (String line : new String[] {"POST / HTTP/1.1\r\n", "Host: localhost:6379\r\n"}) {
      try (RawClient browser = new RawClient(bound)) {
        browser.send(line);
        assertEquals("", browser.readToEnd());
      }
    }
  }

  @Test
  void doesNotLetUnknownCommandsWriteRepliesOfTheirOwn() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange(
          RawClient.request("x\r\n+OK", "a\r\nb"),
          "-ERR unknown command 'x  +OK', with args beginning with: 'a  b' \r\n");
      client.exchange(
          "CLIENT NONSENSE\r\n", "-ERR unknown subcommand 'NONSENSE'. Try CLIENT HELP.\r\n");
      client.exchange("GET\r\n", "-ERR wrong number of arguments for 'get' command\r\n");
    }
  }

  @Test
  void listsAndKillsClients() throws IOException {
    int bound = port.bind(PortMode.PLAIN);
    try (RawClient killer = new RawClient(bound);
        RawClient victim = new RawClient(bound)) {
      killer.exchange("CLIENT ID\r\n", ":1\r\n");
      victim.exchange("CLIENT SETNAME victim\r\n", "+OK\r\n");
      victim.exchange("CLIENT SETINFO LIB-NAME jedis\r\n", "+OK\r\n");
      killer.send("CLIENT LIST\r\n");
      String list = killer.readBulk();
      assertTrue(list.contains(" name=victim ") && list.contains(" lib-name=jedis "), list);
      killer.exchange("CLIENT KILL 1.1.1.1:1\r\n", "-ERR No such client\r\n");
      killer.exchange("CLIENT KILL ID x\r\n", "-ERR client-id should be greater than 0\r\n");
      killer.exchange("CLIENT KILL ID 999\r\n", ":0\r\n");
      killer.exchange("CLIENT KILL FOO x\r\n", "-ERR syntax error\r\n");
      killer.exchange("CLIENT KILL ID 2\r\n", ":1\r\n");
      assertEquals("", victim.readToEnd());
      killer.exchange("CLIENT KILL 127.0.0.1:" + killer.localPort() + "\r\n", "+OK\r\n");
      assertEquals("", killer.readToEnd());
    }
  }
}
