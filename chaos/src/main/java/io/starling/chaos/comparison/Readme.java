package io.starling.chaos.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place in a text where the figures of a comparison stand: between two marks. */
final class Readme {
  private static final String BEGIN = "<!-- benchmark-table: begin";
  private static final String BEGIN_CLOSED = "-->\n";
  private static final String END = "<!-- benchmark-table: end -->";

  private Readme() {}

  /**
   * Replaces what stands between the marks of a file.
   *
   * @throws IOException if it has no such marks
   */
  static void replace(Path file, String figures) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), figures));
  }

  static String replaced(String text, String figures) throws IOException {
    int mark = text.indexOf(BEGIN);
    int begin = text.indexOf(BEGIN_CLOSED, Math.max(0, mark));
    int end = text.indexOf(END);
    if (mark < 0 || begin < 0 || end < begin) {
      throw new IOException("there are no lines: " + BEGIN + " ... -->, and then: " + END);
    }
    String before = text.substring(0, begin + BEGIN_CLOSED.length());
    return before + "\n" + figures.strip() + "\n\n" + text.substring(end);
  }
}
