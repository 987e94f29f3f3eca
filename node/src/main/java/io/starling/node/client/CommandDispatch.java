package io.starling.node.client;

import io.starling.node.client.keys.KeyRouting;
import io.starling.node.client.keys.WholeKeyspace;
import io.starling.node.client.reply.PendingReply;
import io.starling.node.command.Command;
import io.starling.node.command.CommandErrors;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.CommandTable;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Evaluation;
import io.starling.node.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Finds out what a request is, and who answers it. One for each port; any event loop. */
final class CommandDispatch {
  private static final Reply NOT_AUTHENTICATED =
      Reply.failure(ErrorCode.NOAUTH, "Authentication required.");

  private final Map<String, ConnectionCommand> connectionCommands;
  private final KeyRouting keys;
  private final WholeKeyspace keyspace;

  /**
   * The dispatch of a port.
   *
   * @param connectionCommands by full name, such as {@code client|id}
   */
  CommandDispatch(
      Map<String, ConnectionCommand> connectionCommands, KeyRouting keys, WholeKeyspace keyspace) {
    this.connectionCommands = Map.copyOf(connectionCommands);
    this.keys = keys;
    this.keyspace = keyspace;
  }

  /** Has a request answered, at once or later. */
  void dispatch(List<byte[]> arguments, ClientConnection connection, PendingReply reply) {
    Command command = CommandTable.find(arguments.get(0));
    if (command == null) {
      refuseUnknown(arguments, connection, reply);
      return;
    }
    if (command.isContainer() && arguments.size() > 1) {
      Command subcommand = command.subcommand(arguments.get(1));
      if (subcommand == null) {
        reply.receive(CommandErrors.unknownSubcommand(command, arguments.get(1)));
        return;
      }
      command = subcommand;
    }
    if (!command.accepts(arguments.size())) {
      reply.receive(CommandErrors.wrongArgumentCount(command));
    } else if (!connection.session().authenticated() && !command.is(CommandFlag.NO_AUTH)) {
      reply.receive(NOT_AUTHENTICATED);
    } else {
      evaluate(command, arguments, connection, reply);
    }
  }

  private void evaluate(
      Command command, List<byte[]> arguments, ClientConnection connection, PendingReply reply) {
    connection.evaluates(command);
    Session session = connection.session();
    switch (command.evaluation()) {
      case Evaluation.BySegment bySegment -> keys.submit(command, arguments, session, reply);
      case Evaluation.ByEverySegment everySegment -> {
        // What comes after a FLUSHALL must not overtake it on the way to a segment.
        connection.holdUntilAnswered();
        keyspace.submit(command, arguments, session.levels(), reply);
      }
      case Evaluation.ByConnection byConnection -> {
        ConnectionCommand evaluator = connectionCommands.get(command.name());
        if (evaluator == null) {
          reply.receive(CommandErrors.unknownCommand(arguments));
        } else {
          evaluator.run(connection, arguments, reply);
        }
      }
    }
  }

  /** A browser that was lured into talking to this port begins with lines of HTTP. */
  private static void refuseUnknown(
      List<byte[]> arguments, ClientConnection connection, PendingReply reply) {
    if (isWord(arguments.get(0), "post") || isWord(arguments.get(0), "host:")) {
      connection.abort("a request in HTTP: possibly a cross-protocol attack");
    } else {
      reply.receive(CommandErrors.unknownCommand(arguments));
    }
  }

  private static boolean isWord(byte[] bytes, String word) {
    return bytes.length == word.length()
        && new String(bytes, StandardCharsets.US_ASCII).equalsIgnoreCase(word);
  }
}
