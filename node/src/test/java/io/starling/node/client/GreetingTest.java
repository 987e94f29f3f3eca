package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dialogues with redis-server 7.0.15, byte by byte. */
class GreetingTest {
  private static final String HELLO_RESP2 =
      "*14 $6 server $5 redis $7 version $6 7.0.15 $5 proto :2 $2 id :1 $4 mode $10 standalone"
          .concat(" $4 role $6 master $7 modules *0 ")
          .replace(" ", "\r\n");
  private static final String HELLO_RESP3 =
      HELLO_RESP2.replace("*14", "%7").replace("proto\r\n:2", "proto\r\n:3");
  private static final String WRONG_PASSWORD =
      "-WRONGPASS invalid username-password pair or user is disabled.\r\n";

  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void answersPingEchoSelectAndQuit() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("PING\r\n", "+PONG\r\n");
      client.exchange("PING a\r\n", "$1\r\na\r\n");
      client.exchange("PING a b\r\n", "-ERR wrong number of arguments for 'ping' command\r\n");
      client.exchange("ECHO x\r\n", "$1\r\nx\r\n");
      client.exchange("ECHO\r\n", "-ERR wrong number of arguments for 'echo' command\r\n");
      client.exchange("SELECT 0\r\n", "+OK\r\n");
      client.exchange("SELECT 99\r\n", "-ERR DB index is out of range\r\n");
      client.exchange("SELECT x\r\n", "-ERR value is not an integer or out of range\r\n");
      client.exchange("RESET\r\n", "+RESET\r\n");
      client.exchange("QUIT\r\n", "+OK\r\n");
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void agreesOnAVersionAndBackAgain() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("HELLO\r\n", HELLO_RESP2);
      client.exchange("HELLO 3\r\n", HELLO_RESP3);
      client.exchange("CLIENT GETNAME\r\n", "_\r\n");
      client.exchange("HELLO 2\r\n", HELLO_RESP2);
      client.exchange("CLIENT GETNAME\r\n", "$-1\r\n");
      client.exchange("HELLO 4\r\n", "-NOPROTO unsupported protocol version\r\n");
      client.exchange("HELLO x\r\n", "-ERR Protocol version is not an integer or out of range\r\n");
      client.exchange("HELLO 3 SETNAME a FOO\r\n", "-ERR Syntax error in HELLO option 'FOO'\r\n");
      client.exchange("HELLO 3 AUTH default x SETNAME me\r\n", HELLO_RESP3);
      client.exchange("CLIENT GETNAME\r\n", "$2\r\nme\r\n");
      client.exchange("RESET\r\n", "+RESET\r\n");
      client.exchange("CLIENT GETNAME\r\n", "$-1\r\n");
    }
  }

  @Test
  void writesEarlierRepliesInTheVersionOfTheirTime() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("GET a\r\nHELLO 3\r\nGET a\r\n", "$-1\r\n" + HELLO_RESP3 + "_\r\n");
    }
  }

  @Test
  void asksForThePassword() throws IOException {
    port.requirePassword("secret");
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange("PING\r\n", "-NOAUTH Authentication required.\r\n");
      client.exchange("GET a\r\n", "-NOAUTH Authentication required.\r\n");
      client.exchange("AUTH wrong\r\n", WRONG_PASSWORD);
      client.exchange("AUTH somebody secret\r\n", WRONG_PASSWORD);
      client.exchange("HELLO 3 AUTH default wrong\r\n", WRONG_PASSWORD);
      client.send("HELLO 3\r\n");
      assertEquals("-NOAUTH HELLO", client.readLine().substring(0, 13));
      client.exchange("AUTH secret\r\n", "+OK\r\n");
      client.exchange("GET a\r\n", "$-1\r\n");
      client.exchange("RESET\r\n", "+RESET\r\n");
      client.exchange("GET a\r\n", "-NOAUTH Authentication required.\r\n");
      client.exchange("HELLO 2 AUTH default secret\r\n", HELLO_RESP2);
    }
  }

  @Test
  void answersNothingBeforeAWrongPasswordWasRefused() throws IOException {
    port.requirePassword("secret");
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange(
          "AUTH a\r\nAUTH b\r\nAUTH secret\r\nPING\r\n",
          WRONG_PASSWORD + WRONG_PASSWORD + "+OK\r\n+PONG\r\n");
    }
  }

  @Test
  void saysThatNoPasswordIsSet() throws IOException {
    try (RawClient client = port.connect(PortMode.PLAIN)) {
      client.exchange(
          "AUTH x\r\n",
          "-ERR AUTH <password> called without any password configured for the default user."
              + " Are you sure your configuration is correct?\r\n");
      client.exchange("AUTH default x\r\n", "+OK\r\n");
      client.exchange("AUTH foo x\r\n", WRONG_PASSWORD);
    }
  }
}
