package io.starling.node.command;

import io.starling.node.command.Evaluation.BySegment;
import io.starling.node.command.argument.Ascii;
import io.starling.node.command.argument.RefusedException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the {@link CommandTable}.
 *
 * @param name in lower case; of a subcommand {@code container|name}
 * @param arity number of arguments, names included; negative if it is the least number
 * @param flags what is known before it runs; iterated in the order of declaration
 * @param keys where its keys are
 * @param evaluation who evaluates it
 * @param description for COMMAND DOCS
 * @param subcommands of a container such as CLIENT; else empty
 */
public record Command(
    String name,
    int arity,
    Set<CommandFlag> flags,
    KeyRange keys,
    Evaluation evaluation,
    Description description,
    List<Command> subcommands) {

  /**
   * What COMMAND DOCS tells.
   *
   * @param group such as {@code string}
   * @param since the version of Redis that brought the command
   */
  public record Description(String group, String since, String summary) {}

  /** Whether so many arguments, the name included, are acceptable. */
  public boolean accepts(int argumentCount) {
    return arity < 0 ? argumentCount >= -arity : argumentCount == arity;
  }

  public boolean is(CommandFlag flag) {
    return flags.contains(flag);
  }

  /** Whether other commands hang below this one. */
  public boolean isContainer() {
    return !subcommands.isEmpty();
  }

  /** The subcommand that a client means by a name in any case; null if there is none. */
  public @Nullable Command subcommand(byte[] name) {
    for (Command candidate : subcommands) {
      if (Ascii.spells(name, candidate.ownName())) {
        return candidate;
      }
    }
    return null;
  }

  /** The name without that of the container. */
  String ownName() {
    return name.substring(name.indexOf('|') + 1);
  }

  /** The same command with what is to be told about it. */
  Command since(String version, String summary) {
    Description described = new Description(description.group(), version, summary);
    return new Command(name, arity, flags, keys, evaluation, described, subcommands);
  }

  /** The same command as a container. */
  Command with(List<Command> rows) {
    return new Command(name, arity, flags, keys, evaluation, description, rows);
  }

  /** Evaluates the command in a segment; never throws because of the arguments. */
  Reply evaluate(BySegment bySegment, SegmentView view, List<byte[]> arguments) {
    if (!accepts(arguments.size())) {
      return CommandErrors.wrongArgumentCount(this);
    }
    try {
      return bySegment.command().evaluate(view, arguments);
    } catch (RefusedException refused) {
      return Reply.failure(ErrorCode.ERR, refused.text());
    }
  }
}
