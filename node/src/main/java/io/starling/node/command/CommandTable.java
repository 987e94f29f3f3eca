package io.starling.node.command;

import static io.starling.node.command.CommandFlag.FAST;
import static io.starling.node.command.CommandFlag.READONLY;
import static io.starling.node.command.KeyRange.ONE;

import io.starling.node.command.Command.Description;
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
  private static final Set<CommandFlag> READ_FAST = flags(READONLY, FAST);

  private static final List<Command> STRINGS =
      List.of(
          string(
              "get", 2, READ_FAST, ONE, StringReads::get, "1.0.0", "Returns the value of a key."));

  private static final List<Command> GENERIC = List.of();

  private static final List<Command> WHOLE_CLUSTER = List.of();

  /** What is asked of one segment on behalf of a command for the whole cluster. */
  private static final List<Command> INTERNAL = List.of();

  private static final List<Command> FOR_CLIENTS =
      Stream.of(STRINGS, GENERIC, WHOLE_CLUSTER, ConnectionCommands.ROWS)
          .flatMap(List::stream)
          .toList();
  private static final List<Command> FOR_SEGMENTS =
      Stream.of(STRINGS, GENERIC, INTERNAL).flatMap(List::stream).toList();

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
   * Evaluates, at the primary, a command whose keys all lie in the view's segment, or an internal
   * one. Never throws because of what a client sent.
   *
   * @param arguments the command's name first, in any case
   */
  public static Reply evaluate(SegmentView view, List<byte[]> arguments) {
    Command command = BY_SEGMENT_NAME.find(arguments.get(0));
    if (command != null && command.evaluation() instanceof BySegment bySegment) {
      return command.evaluate(bySegment, view, arguments);
    }
    return CommandErrors.unknownCommand(arguments);
  }

  private static Command string(
      String name,
      int arity,
      Set<CommandFlag> flags,
      KeyRange keys,
      SegmentCommand evaluator,
      String since,
      String summary) {
    return row(
        name,
        arity,
        flags,
        keys,
        new BySegment(evaluator, Split.REFUSED),
        new Description("string", since, summary));
  }

  private static Command row(
      String name,
      int arity,
      Set<CommandFlag> flags,
      KeyRange keys,
      Evaluation evaluation,
      Description description) {
    return new Command(name, arity, flags, keys, evaluation, description, List.of());
  }

  private static Set<CommandFlag> flags(CommandFlag first, CommandFlag... rest) {
    return Collections.unmodifiableSet(EnumSet.of(first, rest));
  }
}
