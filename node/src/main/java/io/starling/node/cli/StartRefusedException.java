package io.starling.node.cli;

/** A node that cannot start for a reason that an operator can change. The message says how. */
public final class StartRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartRefusedException(String message) {
    super(message);
  }
}
