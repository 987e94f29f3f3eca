package io.starling.node.cli;

import java.util.List;

/**
 * The commands that a module adds to the binary. Found through {@link java.util.ServiceLoader}, so
 * that the node knows none of the modules above it.
 */
public interface CommandContribution {
  /**
   * New command objects: each is annotated with {@link picocli.CommandLine.Command}, has a name of
   * its own, and is a {@link Runnable} or a {@code Callable<Integer>} that returns the exit code.
   * They are made at each start, whatever command was asked for: their constructors do nothing.
   */
  List<Object> commands();
}
