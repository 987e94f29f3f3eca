package io.starling.node.cli;

/**
 * A command that could not do what it was asked for. The message is for its user and says what to
 * do.
 */
public final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }
}
