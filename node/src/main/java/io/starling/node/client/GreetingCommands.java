package io.starling.node.client;

import static io.starling.node.client.Arguments.error;
import static io.starling.node.client.Arguments.integer;
import static io.starling.node.client.Arguments.text;
import static io.starling.node.client.ConnectionCommand.answering;

import io.starling.node.client.server.InfoReport;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.resp.RespVersion;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a client says when it comes and goes: AUTH, HELLO, SELECT, PING, ECHO, RESET, QUIT. */
final class GreetingCommands {
  static final Reply BAD_NAME =
      error("Client names cannot contain spaces, newlines or special characters.");

  private static final byte[] DEFAULT_USER = "default".getBytes(StandardCharsets.US_ASCII);
  private static final Duration WRONG_PASSWORD_DELAY = Duration.ofMillis(50);
  private static final int DELAY_DOUBLINGS_MAX = 5;

  private static final Reply WRONG_PASSWORD =
      Reply.failure(ErrorCode.WRONGPASS, "invalid username-password pair or user is disabled.");
  private static final Reply NO_PASSWORD_SET =
      error(
          "AUTH <password> called without any password configured for the default user."
              + " Are you sure your configuration is correct?");
  private static final Reply HELLO_WITHOUT_AUTH =
      Reply.failure(
          ErrorCode.NOAUTH,
          "HELLO must be called with the client already authenticated, otherwise the HELLO <proto>"
              + " AUTH <user> <pass> option can be used to authenticate the client and select the"
              + " RESP protocol version at the same time");
  private static final Reply PONG = new Reply.Status("PONG");
  private static final Reply RESET = new Reply.Status("RESET");

  private final PortMode mode;

  GreetingCommands(PortMode mode) {
    this.mode = mode;
  }

  Map<String, ConnectionCommand> all() {
    return Map.of(
        "ping", answering(GreetingCommands::ping),
        "echo", answering((connection, arguments) -> new Reply.Bulk(arguments.get(1))),
        "auth", GreetingCommands::auth,
        "hello", this::hello,
        "select", answering((connection, arguments) -> select(arguments)),
        "quit", answering(GreetingCommands::quit),
        "reset", answering(GreetingCommands::reset));
  }

  private static Reply ping(ClientConnection connection, List<byte[]> arguments) {
    return switch (arguments.size()) {
      case 1 -> PONG;
      case 2 -> new Reply.Bulk(arguments.get(1));
      default -> error("wrong number of arguments for 'ping' command");
    };
  }

  private static Reply quit(ClientConnection connection, List<byte[]> arguments) {
    connection.end();
    return Reply.OK;
  }

  private static Reply reset(ClientConnection connection, List<byte[]> arguments) {
    connection.session().reset();
    return RESET;
  }

  private Reply select(List<byte[]> arguments) {
    OptionalLong index = integer(arguments.get(1));
    if (index.isEmpty()) {
      return Arguments.NOT_AN_INTEGER;
    }
    if (index.getAsLong() == 0) {
      return Reply.OK;
    }
    return mode == PortMode.CLUSTER
        ? error("SELECT is not allowed in cluster mode")
        : error("DB index is out of range");
  }

  private static void auth(
      ClientConnection connection, List<byte[]> arguments, ReplyReceiver reply) {
    if (arguments.size() > 3) {
      reply.receive(Arguments.SYNTAX_ERROR);
      return;
    }
    boolean userGiven = arguments.size() == 3;
    if (!userGiven && !connection.port().settings().get().credentials().required()) {
      reply.receive(NO_PASSWORD_SET);
      return;
    }
    byte[] user = userGiven ? arguments.get(1) : DEFAULT_USER;
    if (authenticate(connection, user, arguments.getLast())) {
      reply.receive(Reply.OK);
    } else {
      refuseSlowly(connection, reply);
    }
  }

  private static boolean authenticate(ClientConnection connection, byte[] user, byte[] password) {
    boolean right = connection.port().settings().get().credentials().accept(user, password);
    if (right) {
      connection.session().authenticate();
    }
    return right;
  }

  /** Whoever guesses waits, twice as long each time, and can have nothing else in flight. */
  private static void refuseSlowly(ClientConnection connection, ReplyReceiver reply) {
    int attempts = connection.session().failAttempt();
    int doublings = Math.min(attempts - 1, DELAY_DOUBLINGS_MAX);
    connection.holdUntilAnswered();
    connection.schedule(
        () -> reply.receive(WRONG_PASSWORD), WRONG_PASSWORD_DELAY.multipliedBy(1L << doublings));
  }

  private void hello(ClientConnection connection, List<byte[]> arguments, ReplyReceiver reply) {
    switch (HelloRequest.parse(arguments)) {
      case HelloRequest.Refused refused -> reply.receive(refused.reply());
      case HelloRequest.Accepted accepted -> {
        Session session = connection.session();
        if (accepted.user() != null
            && accepted.password() != null
            && !authenticate(connection, accepted.user(), accepted.password())) {
          refuseSlowly(connection, reply);
        } else if (!session.authenticated()) {
          reply.receive(HELLO_WITHOUT_AUTH);
        } else {
          accepted.name().ifPresent(session::rename);
          accepted.version().ifPresent(session::speak);
          reply.receive(greeting(connection));
        }
      }
    }
  }

  private Reply greeting(ClientConnection connection) {
    RespVersion version = connection.session().version();
    return new Reply.Pairs(
        List.of(
            Reply.Bulk.of("server"),
            Reply.Bulk.of("redis"),
            Reply.Bulk.of("version"),
            Reply.Bulk.of(InfoReport.REDIS_VERSION),
            Reply.Bulk.of("proto"),
            Reply.number(version.number()),
            Reply.Bulk.of("id"),
            Reply.number(connection.id()),
            Reply.Bulk.of("mode"),
            Reply.Bulk.of(mode.redisName()),
            Reply.Bulk.of("role"),
            Reply.Bulk.of("master"),
            Reply.Bulk.of("modules"),
            new Reply.Array(List.of())));
  }

  /** Whether a name keeps to what CLIENT LIST can show. */
  static boolean isName(byte[] name) {
    return text(name).chars().allMatch(character -> character >= '!' && character <= '~');
  }
}
