package io.starling.node.command;

import java.util.List;

/**
 * What a command does in one segment. Pure: the same view and arguments give the same changes and
 * the same reply. If it answers {@link Reply.Failure}, it has changed nothing.
 */
@FunctionalInterface
public interface SegmentCommand {
  /**
   * Evaluates the command.
   *
   * @param arguments the command's name first; their number is acceptable to the command's arity
   */
  Reply evaluate(SegmentView view, List<byte[]> arguments);
}
