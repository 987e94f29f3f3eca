package io.starling.node.client;

import static io.starling.node.client.Arguments.SYNTAX_ERROR;
import static io.starling.node.client.Arguments.error;
import static io.starling.node.client.Arguments.integer;
import static io.starling.node.client.Arguments.text;
import static io.starling.node.client.Arguments.word;
import static io.starling.node.client.ConnectionCommand.answering;

import io.starling.node.command.CommandErrors;
import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** CLIENT and its subcommands. */
final class ClientCommands {
  private static final int FIRST = 2;
  private static final Set<String> TYPES = Set.of("normal", "master", "replica", "slave", "pubsub");

  private ClientCommands() {}

  static Map<String, ConnectionCommand> all() {
    return Map.of(
        "client|id", answering((connection, arguments) -> Reply.number(connection.id())),
        "client|getname", answering(ClientCommands::getName),
        "client|setname", answering(ClientCommands::setName),
        "client|setinfo", answering(ClientCommands::setInfo),
        "client|info", answering((connection, arguments) -> Reply.Bulk.of(line(connection))),
        "client|list", answering(ClientCommands::list),
        "client|kill", answering(ClientCommands::kill),
        "client|levels", answering(ClientCommands::levels));
  }

  private static Reply getName(ClientConnection connection, List<byte[]> arguments) {
    String name = connection.session().name();
    return name.isEmpty() ? Reply.NIL : Reply.Bulk.of(name);
  }

  private static Reply setName(ClientConnection connection, List<byte[]> arguments) {
    byte[] name = arguments.get(FIRST);
    if (!GreetingCommands.isName(name)) {
      return GreetingCommands.BAD_NAME;
    }
    connection.session().rename(text(name));
    return Reply.OK;
  }

  private static Reply setInfo(ClientConnection connection, List<byte[]> arguments) {
    String attribute = word(arguments.get(FIRST));
    byte[] value = arguments.get(FIRST + 1);
    boolean isVersion = attribute.equals("lib-ver");
    if (!isVersion && !attribute.equals("lib-name")) {
      String shown = CommandErrors.echo(arguments.get(FIRST), 128);
      return error("Unrecognized option '" + shown + "'");
    }
    if (!GreetingCommands.isName(value)) {
      return error(attribute + " cannot contain spaces, newlines or special characters.");
    }
    if (isVersion) {
      connection.session().useLibraryVersion(text(value));
    } else {
      connection.session().useLibrary(text(value));
    }
    return Reply.OK;
  }

  private static Reply list(ClientConnection connection, List<byte[]> arguments) {
    Predicate<ClientConnection> wanted = any -> true;
    if (arguments.size() > FIRST) {
      String filter = word(arguments.get(FIRST));
      if (filter.equals("type") && arguments.size() == FIRST + 2) {
        String type = word(arguments.get(FIRST + 1));
        if (!TYPES.contains(type)) {
          return error(
              "Unknown client type '" + CommandErrors.echo(arguments.get(FIRST + 1), 128) + "'");
        }
        wanted = any -> type.equals("normal");
      } else if (filter.equals("id") && arguments.size() > FIRST + 1) {
        List<Long> ids = new ArrayList<>();
        for (byte[] id : arguments.subList(FIRST + 1, arguments.size())) {
          OptionalLong number = integer(id);
          if (number.isEmpty()) {
            return error("Invalid client ID");
          }
          ids.add(number.getAsLong());
        }
        wanted = any -> ids.contains(any.id());
      } else {
        return SYNTAX_ERROR;
      }
    }
    StringBuilder lines = new StringBuilder();
    connection.port().directory().all().stream()
        .filter(wanted)
        .forEach(any -> lines.append(line(any)));
    return Reply.Bulk.of(lines.toString());
  }

  private static String line(ClientConnection connection) {
    Session session = connection.session();
    long now = connection.port().nanoTime().getAsLong();
    return "id=%d addr=%s laddr=%s fd=-1 name=%s age=%d idle=%d flags=N db=0 sub=0 psub=0 ssub=0"
            .formatted(
                connection.id(),
                KillFilter.address(connection.remoteAddress()),
                KillFilter.address(connection.localAddress()),
                session.name(),
                connection.clock().ageSeconds(now),
                connection.clock().idleSeconds(now))
        + " multi=-1 oll=%d events=r cmd=%s user=default redir=-1 resp=%d lib-name=%s lib-ver=%s\n"
            .formatted(
                connection.waitingCount(),
                session.lastCommandName(),
                session.version().number(),
                session.libraryName(),
                session.libraryVersion());
  }

  private static Reply kill(ClientConnection connection, List<byte[]> arguments) {
    boolean byAddress = arguments.size() == FIRST + 1;
    return switch (KillFilter.parse(arguments, connection)) {
      case KillFilter.Refused refused -> refused.reply();
      case KillFilter.Accepted accepted -> {
        int killed = 0;
        for (ClientConnection other : connection.port().directory().all()) {
          if (accepted.matches().test(other)) {
            killed++;
            end(other, connection);
          }
        }
        if (byAddress) {
          yield killed == 0 ? error("No such client") : Reply.OK;
        }
        yield Reply.number(killed);
      }
    };
  }

  /** A client that kills itself still gets its answer. */
  private static void end(ClientConnection condemned, ClientConnection caller) {
    if (condemned.id() == caller.id()) {
      caller.end();
    } else {
      condemned.kill("by CLIENT KILL");
    }
  }

  /** {@code CLIENT LEVELS [WRITE quorum|one|all] [READ primary|one]}; without options: which. */
  private static Reply levels(ClientConnection connection, List<byte[]> arguments) {
    Levels levels = connection.session().levels();
    if (arguments.size() % 2 != 0) {
      return SYNTAX_ERROR;
    }
    for (int i = FIRST; i < arguments.size(); i += 2) {
      Optional<Levels> changed =
          withLevel(levels, word(arguments.get(i)), word(arguments.get(i + 1)));
      if (changed.isEmpty()) {
        return SYNTAX_ERROR;
      }
      levels = changed.get();
    }
    if (arguments.size() == FIRST) {
      return new Reply.Pairs(
          List.of(
              Reply.Bulk.of("write"),
              Reply.Bulk.of(name(levels.write())),
              Reply.Bulk.of("read"),
              Reply.Bulk.of(name(levels.read()))));
    }
    connection.session().ask(levels);
    return Reply.OK;
  }

  private static Optional<Levels> withLevel(Levels levels, String kind, String level) {
    return switch (kind) {
      case "write" ->
          named(WriteLevel.values(), level).map(write -> new Levels(write, levels.read()));
      case "read" -> named(ReadLevel.values(), level).map(read -> new Levels(levels.write(), read));
      default -> Optional.empty();
    };
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, String wanted) {
    return Arrays.stream(values).filter(value -> name(value).equals(wanted)).findFirst();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
