package io.starling.node.cli;

/** What is known of the terminal that a command writes to. */
final class Terminal {
  private static final int COLUMNS_DEFAULT = 80;
  private static final int COLUMNS_MIN = 40;

  /** Control sequence of ANSI X3.64: the cursor goes to the top left, and all below is erased. */
  private static final String CLEAR = "\u001b[H\u001b[J";

  private Terminal() {}

  /** Its width, as far as the shell tells. */
  static int columns() {
    String told = System.getenv("COLUMNS");
    return told != null && told.matches("\\d{2,4}")
        ? Math.max(COLUMNS_MIN, Integer.parseInt(told))
        : COLUMNS_DEFAULT;
  }

  /** What to print before a screen is printed anew; an empty line where there is no screen. */
  @SuppressWarnings("SystemConsoleNull") // Of the console that is asked for here it is true.
  static String clear() {
    // From JDK 22 to 24 the default console is there without a terminal, too.
    System.setProperty("jdk.console", "java.base");
    return System.console() == null ? "\n" : CLEAR;
  }
}
