package io.starling.node.command;

import static io.starling.node.command.CommandFlag.ADMIN;
import static io.starling.node.command.CommandFlag.ALLOW_BUSY;
import static io.starling.node.command.CommandFlag.FAST;
import static io.starling.node.command.CommandFlag.LOADING;
import static io.starling.node.command.CommandFlag.NOSCRIPT;
import static io.starling.node.command.CommandFlag.NO_AUTH;
import static io.starling.node.command.CommandFlag.STALE;

import io.starling.node.command.Command.Description;
import io.starling.node.command.Evaluation.ByConnection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of the {@link CommandTable} that a connection evaluates by itself: they concern the
 * client, the node or the cluster, not an entry.
 */
final class ConnectionCommands {
  private static final Set<CommandFlag> PLAIN = Collections.emptySet();
  private static final Set<CommandFlag> QUICK = flags(FAST);
  private static final Set<CommandFlag> WAITING = flags(NOSCRIPT);
  private static final Set<CommandFlag> LOST = flags(STALE);
  private static final Set<CommandFlag> ALWAYS = flags(LOADING, STALE);
  private static final Set<CommandFlag> ALWAYS_QUICK = flags(LOADING, STALE, FAST);
  private static final Set<CommandFlag> ALWAYS_DIRECT = flags(NOSCRIPT, LOADING, STALE);
  private static final Set<CommandFlag> OPERATOR = flags(ADMIN, NOSCRIPT, LOADING, STALE);
  private static final Set<CommandFlag> GREETING =
      flags(NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY);

  private static final List<Command> OF_CLIENT =
      List.of(
          connection("client|id", 2, ALWAYS_DIRECT, "5.0.0", "Returns this connection's number."),
          connection("client|getname", 2, ALWAYS_DIRECT, "2.6.9", "Returns the connection's name."),
          connection("client|setname", 3, ALWAYS_DIRECT, "2.6.9", "Names the connection."),
          connection("client|setinfo", 4, ALWAYS_DIRECT, "7.2.0", "Tells of the client library."),
          connection("client|info", 2, ALWAYS_DIRECT, "6.2.0", "Describes this connection."),
          connection("client|list", -2, OPERATOR, "2.4.0", "Describes open connections."),
          connection("client|kill", -3, OPERATOR, "2.4.0", "Closes connections."),
          connection(
              "client|levels", -2, ALWAYS_DIRECT, "7.0.0", "Chooses how safe and how fresh."));

  private static final List<Command> OF_COMMAND =
      List.of(
          server("command|count", 2, ALWAYS, "2.8.13", "Counts the commands."),
          server("command|docs", -2, ALWAYS, "7.0.0", "Returns documentation of commands."),
          server("command|info", -2, ALWAYS, "2.8.13", "Describes some or all commands."),
          server("command|list", -2, ALWAYS, "7.0.0", "Returns the names of commands."),
          server("command|getkeys", -4, ALWAYS, "2.8.13", "Finds the keys of a command."));

  private static final List<Command> OF_CONFIG =
      List.of(
          server("config|get", -3, OPERATOR, "2.0.0", "Returns settings by pattern."),
          server("config|set", -4, OPERATOR, "2.0.0", "Changes settings of this node."),
          server("config|resetstat", 2, OPERATOR, "2.0.0", "Sets the counters of INFO to zero."));

  private static final List<Command> OF_CLUSTER =
      List.of(
          cluster("cluster|info", 2, LOST, "3.0.0", "Tells whether every slot is served."),
          cluster("cluster|nodes", 2, LOST, "3.0.0", "Lists the nodes and their slots, as text."),
          cluster("cluster|slots", 2, LOST, "3.0.0", "Maps runs of slots to nodes."),
          cluster("cluster|shards", 2, LOST, "7.0.0", "Groups nodes by the slots they serve."),
          cluster("cluster|myid", 2, LOST, "3.0.0", "Returns this node's id."),
          cluster("cluster|keyslot", 3, LOST, "3.0.0", "Returns the hash slot of a key."),
          cluster("cluster|countkeysinslot", 3, LOST, "3.0.0", "Counts the keys in a slot."),
          cluster("cluster|getkeysinslot", 4, LOST, "3.0.0", "Returns keys in a slot."));

  static final List<Command> ROWS =
      List.of(
          connection("ping", -1, QUICK, "1.0.0", "Answers PONG, or what it is given."),
          connection("echo", 2, ALWAYS_QUICK, "1.0.0", "Answers what it is given."),
          connection("auth", -2, GREETING, "1.0.0", "Authenticates the connection."),
          connection("hello", -1, GREETING, "6.0.0", "Agrees on the protocol version."),
          connection("select", 2, ALWAYS_QUICK, "1.0.0", "Selects a database; only 0 exists."),
          connection("quit", -1, GREETING, "1.0.0", "Closes the connection."),
          connection("reset", 1, GREETING, "6.2.0", "Makes the connection as good as new."),
          connection("client", -2, PLAIN, "2.4.0", "Commands about connections.").with(OF_CLIENT),
          server("command", -1, ALWAYS, "2.8.13", "Describes all commands.").with(OF_COMMAND),
          server("info", -1, ALWAYS, "1.0.0", "Returns figures about this node."),
          server("config", -2, PLAIN, "2.0.0", "Commands about settings.").with(OF_CONFIG),
          server("time", 1, ALWAYS_QUICK, "2.6.0", "Returns this node's wall-clock time."),
          generic("wait", 3, WAITING, "3.0.0", "Returns how many copies hold earlier writes."),
          cluster("cluster", -2, PLAIN, "3.0.0", "Commands about the cluster.").with(OF_CLUSTER),
          cluster("readonly", 1, ALWAYS_QUICK, "3.0.0", "Lets any member's copy answer reads."),
          cluster("readwrite", 1, ALWAYS_QUICK, "3.0.0", "Lets only primaries answer reads."),
          cluster("asking", 1, QUICK, "3.0.0", "Precedes a command sent because of ASK."));

  private ConnectionCommands() {}

  private static Command connection(
      String name, int arity, Set<CommandFlag> flags, String since, String summary) {
    return row(name, arity, flags, new Description("connection", since, summary));
  }

  private static Command server(
      String name, int arity, Set<CommandFlag> flags, String since, String summary) {
    return row(name, arity, flags, new Description("server", since, summary));
  }

  private static Command cluster(
      String name, int arity, Set<CommandFlag> flags, String since, String summary) {
    return row(name, arity, flags, new Description("cluster", since, summary));
  }

  private static Command generic(
      String name, int arity, Set<CommandFlag> flags, String since, String summary) {
    return row(name, arity, flags, new Description("generic", since, summary));
  }

  private static Command row(
      String name, int arity, Set<CommandFlag> flags, Description description) {
    return new Command(
        name, arity, flags, KeyRange.NONE, new ByConnection(), description, List.of());
  }

  private static Set<CommandFlag> flags(CommandFlag first, CommandFlag... rest) {
    return Collections.unmodifiableSet(EnumSet.of(first, rest));
  }
}
