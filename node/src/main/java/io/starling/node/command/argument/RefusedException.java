package io.starling.node.command.argument;

/** Ends an evaluation that has not changed anything yet, from any depth of argument checking. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;

  /** Refuses with the text of an error reply, one line, without its code. */
  public RefusedException(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  /** What to answer, after the code. */
  public String text() {
    return text;
  }
}
