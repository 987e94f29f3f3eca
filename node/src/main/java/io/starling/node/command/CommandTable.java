package io.starling.node.command;

import static io.starling.node.command.CommandFlag.DENYOOM;
import static io.starling.node.command.CommandFlag.FAST;
import static io.starling.node.command.CommandFlag.READONLY;
import static io.starling.node.command.CommandFlag.WRITE;
import static io.starling.node.command.KeyRange.ALL;
import static io.starling.node.command.KeyRange.NONE;
import static io.starling.node.command.KeyRange.ONE;
import static io.starling.node.command.KeyRange.PAIRS;

import io.starling.node.command.Command.Description;
import io.starling.node.command.Evaluation.ByConnection;
import io.starling.node.command.Evaluation.ByEverySegment;
import io.starling.node.command.Evaluation.BySegment;
import io.starling.node.command.Evaluation.Split;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All commands, a row each: what a client can say, and where it is evaluated. A good place to start
 * a tour of this package. Commands that concern the connection and not its keys are the rows of
 * {@link ConnectionCommands}.
 *
 * <p>Thread rule: immutable, any thread.
 */
public final class CommandTable {
  private static final Set<CommandFlag> READ = flags(READONLY);
  private static final Set<CommandFlag> READ_FAST = flags(READONLY, FAST);
  private static final Set<CommandFlag> EDIT = flags(WRITE);
  private static final Set<CommandFlag> EDIT_FAST = flags(WRITE, FAST);
  private static final Set<CommandFlag> GROW = flags(WRITE, DENYOOM);
  private static final Set<CommandFlag> GROW_FAST = flags(WRITE, DENYOOM, FAST);

  private static final Evaluation EVERY_SEGMENT = new ByEverySegment();

  private static final List<Command> STRINGS =
      List.of(
          string("get", 2, READ_FAST, ONE, StringReads::get).since("1.0.0", "Returns a value."),
          string("set", -3, GROW, ONE, StringWrites::set).since("1.0.0", "Sets a value."),
          string("getex", -2, EDIT_FAST, ONE, StringWrites::getex)
              .since("6.2.0", "Returns a value and changes its deadline."),
          string("getdel", 2, EDIT_FAST, ONE, StringWrites::getdel)
              .since("6.2.0", "Returns a value and deletes its key."),
          string("getset", 3, GROW_FAST, ONE, StringWrites::getset)
              .since("1.0.0", "Sets a value and returns the old one."),
          string("mget", -2, READ_FAST, ALL, split(StringReads::mget, Split.IN_ORDER))
              .since("1.0.0", "Returns several values."),
          string("mset", -3, GROW, PAIRS, split(Batches::mset, Split.ALL_OK))
              .since("1.0.1", "Sets several values; those of one segment together."),
          string("msetnx", -3, GROW, PAIRS, Batches::msetnx)
              .since("1.0.1", "Sets several values if none of the keys exists."),
          string("setnx", 3, GROW_FAST, ONE, StringWrites::setnx)
              .since("1.0.0", "Sets a value if the key does not exist."),
          string("setex", 4, GROW, ONE, StringWrites::setex)
              .since("2.0.0", "Sets a value and a deadline in seconds."),
          string("psetex", 4, GROW, ONE, StringWrites::psetex)
              .since("2.6.0", "Sets a value and a deadline in milliseconds."),
          string("append", 3, GROW_FAST, ONE, Ranges::append).since("2.0.0", "Appends to a value."),
          string("strlen", 2, READ_FAST, ONE, StringReads::strlen)
              .since("2.2.0", "Returns the length of a value."),
          string("getrange", 4, READ, ONE, Ranges::getrange)
              .since("2.4.0", "Returns a part of a value."),
          string("substr", 4, READ, ONE, Ranges::getrange)
              .since("1.0.0", "Returns a part of a value; the old name of GETRANGE."),
          string("setrange", 4, GROW, ONE, Ranges::setrange)
              .since("2.2.0", "Overwrites a part of a value."),
          string("incr", 2, GROW_FAST, ONE, Counters::incr).since("1.0.0", "Adds one."),
          string("decr", 2, GROW_FAST, ONE, Counters::decr).since("1.0.0", "Subtracts one."),
          string("incrby", 3, GROW_FAST, ONE, Counters::incrby)
              .since("1.0.0", "Adds a whole number."),
          string("decrby", 3, GROW_FAST, ONE, Counters::decrby)
              .since("1.0.0", "Subtracts a whole number."),
          string("incrbyfloat", 3, GROW_FAST, ONE, Counters::incrbyfloat)
              .since("2.6.0", "Adds a number."));

  private static final List<Command> KEYS =
      List.of(
          generic("del", -2, EDIT, ALL, split(Keyspace::del, Split.SUM))
              .since("1.0.0", "Deletes keys."),
          generic("unlink", -2, EDIT_FAST, ALL, split(Keyspace::del, Split.SUM))
              .since("4.0.0", "Deletes keys, just as DEL does."),
          generic("exists", -2, READ_FAST, ALL, split(Keyspace::exists, Split.SUM))
              .since("1.0.0", "Counts the keys that exist."),
          generic("touch", -2, READ_FAST, ALL, split(Keyspace::exists, Split.SUM))
              .since("3.2.1", "Counts the keys that exist, as a use of them."),
          generic("type", 2, READ_FAST, ONE, Keyspace::type)
              .since("1.0.0", "Returns the type of a value."),
          generic("expire", -3, EDIT_FAST, ONE, Expiry::expire)
              .since("1.0.0", "Sets a deadline, in seconds from now."),
          generic("pexpire", -3, EDIT_FAST, ONE, Expiry::pexpire)
              .since("2.6.0", "Sets a deadline, in milliseconds from now."),
          generic("expireat", -3, EDIT_FAST, ONE, Expiry::expireat)
              .since("1.2.0", "Sets a deadline, in seconds since 1970."),
          generic("pexpireat", -3, EDIT_FAST, ONE, Expiry::pexpireat)
              .since("2.6.0", "Sets a deadline, in milliseconds since 1970."),
          generic("persist", 2, EDIT_FAST, ONE, Expiry::persist)
              .since("2.2.0", "Removes a deadline."),
          generic("ttl", 2, READ_FAST, ONE, Lifetimes::ttl)
              .since("1.0.0", "Returns the seconds left."),
          generic("pttl", 2, READ_FAST, ONE, Lifetimes::pttl)
              .since("2.6.0", "Returns the milliseconds left."),
          generic("expiretime", 2, READ_FAST, ONE, Lifetimes::expiretime)
              .since("7.0.0", "Returns a deadline in seconds since 1970."),
          generic("pexpiretime", 2, READ_FAST, ONE, Lifetimes::pexpiretime)
              .since("7.0.0", "Returns a deadline in milliseconds since 1970."));

  private static final List<Command> SIZES =
      List.of(
          server("memory", -2, Set.of(), NONE, new ByConnection())
              .since("4.0.0", "Commands about the memory that entries take.")
              .with(
                  List.of(
                      server(
                              "memory|usage",
                              -3,
                              READ,
                              new KeyRange(2, 2, 1),
                              split(MemoryUsage::usage, Split.REFUSED))
                          .since("4.0.0", "Returns the bytes that an entry takes."))));

  private static final List<Command> WHOLE_CLUSTER =
      List.of(
          generic("scan", -2, READ, NONE, EVERY_SEGMENT)
              .since("2.8.0", "Walks through all keys step by step."),
          generic("keys", 2, READ, NONE, EVERY_SEGMENT)
              .since("1.0.0", "Returns all keys that match a pattern."),
          generic("randomkey", 1, READ, NONE, EVERY_SEGMENT).since("1.0.0", "Returns some key."),
          server("dbsize", 1, READ_FAST, NONE, EVERY_SEGMENT).since("1.0.0", "Counts all keys."),
          server("flushall", -1, EDIT, NONE, EVERY_SEGMENT).since("1.0.0", "Deletes all keys."),
          server("flushdb", -1, EDIT, NONE, EVERY_SEGMENT).since("1.0.0", "Deletes all keys."));

  /** What is asked of one segment on behalf of a command for the whole cluster. */
  private static final List<Command> INTERNAL =
      List.of(
          internal("segment.scan", -2, READ, WholeSegment::scan)
              .since("", "Returns some keys, and where to go on."),
          internal("segment.keys-in-slot", 3, READ, WholeSegment::keysInSlot)
              .since("", "Returns some keys of a slot, and where to go on."),
          internal("segment.count-in-slot", 3, READ, WholeSegment::countInSlot)
              .since("", "Counts some keys of a slot, and where to go on."),
          internal("segment.random", 2, READ, WholeSegment::random)
              .since("", "Returns a key near a place."),
          internal("segment.count", 1, READ_FAST, WholeSegment::count)
              .since("", "Counts the segment's keys."),
          internal("segment.flush", 1, EDIT, WholeSegment::flush)
              .since("", "Deletes the segment's keys."));

  private static final List<Command> FOR_CLIENTS =
      Stream.of(STRINGS, KEYS, SIZES, WHOLE_CLUSTER, ConnectionCommands.ROWS)
          .flatMap(List::stream)
          .toList();
  private static final List<Command> FOR_SEGMENTS =
      Stream.of(STRINGS, KEYS, SIZES, INTERNAL).flatMap(List::stream).toList();

  private static final CommandIndex BY_CLIENT_NAME = new CommandIndex(FOR_CLIENTS);
  private static final CommandIndex BY_SEGMENT_NAME = new CommandIndex(FOR_SEGMENTS);

  private CommandTable() {}

  /** Every command that a client may send, in the order of the tour. */
  public static List<Command> all() {
    return FOR_CLIENTS;
  }

  /**
   * The command that a client means by a name in any case; null if there is none. Never finds an
   * internal command.
   */
  public static @Nullable Command find(byte[] name) {
    return BY_CLIENT_NAME.find(name);
  }

  /**
   * The command that a segment is asked to evaluate, an internal one perhaps; null if there is
   * none.
   *
   * @param arguments the command's name first, and then that of its subcommand
   */
  public static @Nullable Command forSegment(List<byte[]> arguments) {
    Command command = BY_SEGMENT_NAME.find(arguments.get(0));
    if (command == null || !command.isContainer()) {
      return command;
    }
    return arguments.size() > 1 ? command.subcommand(arguments.get(1)) : null;
  }

  /**
   * Evaluates, at the primary, a command whose keys all lie in the view's segment, or an internal
   * one. Never throws because of what a client sent.
   *
   * @param arguments the command's name first, in any case
   */
  public static Reply evaluate(SegmentView view, List<byte[]> arguments) {
    Command command = forSegment(arguments);
    if (command != null && command.evaluation() instanceof BySegment bySegment) {
      return command.evaluate(bySegment, view, arguments);
    }
    return CommandErrors.unknownCommand(arguments);
  }

  private static Command string(
      String name, int arity, Set<CommandFlag> flags, KeyRange keys, SegmentCommand evaluator) {
    return row("string", name, arity, flags, keys, split(evaluator, Split.REFUSED));
  }

  private static Command string(
      String name, int arity, Set<CommandFlag> flags, KeyRange keys, Evaluation evaluation) {
    return row("string", name, arity, flags, keys, evaluation);
  }

  private static Command generic(
      String name, int arity, Set<CommandFlag> flags, KeyRange keys, SegmentCommand evaluator) {
    return row("generic", name, arity, flags, keys, split(evaluator, Split.REFUSED));
  }

  private static Command generic(
      String name, int arity, Set<CommandFlag> flags, KeyRange keys, Evaluation evaluation) {
    return row("generic", name, arity, flags, keys, evaluation);
  }

  private static Command server(
      String name, int arity, Set<CommandFlag> flags, KeyRange keys, Evaluation evaluation) {
    return row("server", name, arity, flags, keys, evaluation);
  }

  private static Command internal(
      String name, int arity, Set<CommandFlag> flags, SegmentCommand evaluator) {
    return row("internal", name, arity, flags, NONE, split(evaluator, Split.REFUSED));
  }

  private static Evaluation split(SegmentCommand evaluator, Split split) {
    return new BySegment(evaluator, split);
  }

  private static Command row(
      String group,
      String name,
      int arity,
      Set<CommandFlag> flags,
      KeyRange keys,
      Evaluation evaluation) {
    Description undescribed = new Description(group, "", "");
    return new Command(name, arity, flags, keys, evaluation, undescribed, List.of());
  }

  private static Set<CommandFlag> flags(CommandFlag first, CommandFlag... rest) {
    return Collections.unmodifiableSet(EnumSet.of(first, rest));
  }
}
