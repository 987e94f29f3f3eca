package io.starling.chaos.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The places in a text where the figures of a comparison stand: each between two marks. */
final class Readme {
  private static final String BEGIN_CLOSED = "-->\n";

  private Readme() {}

  /**
   * Replaces what stands between the marks of a table.
   *
   * @param table its name
   * @throws IOException if it has no such marks
   */
  static void replace(Path file, String table, String figures) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), table, figures));
  }

  static String replaced(String text, String table, String figures) throws IOException {
    String beginMark = "<!-- " + table + ": begin";
    String endMark = "<!-- " + table + ": end -->";
    int mark = text.indexOf(beginMark);
    int begin = text.indexOf(BEGIN_CLOSED, Math.max(0, mark));
    int end = text.indexOf(endMark);
    if (mark < 0 || begin < 0 || end < begin) {
      throw new IOException("there are no lines: " + beginMark + " ... -->, and then: " + endMark);
    }
    String before = text.substring(0, begin + BEGIN_CLOSED.length());
    return before + "\n" + figures.strip() + "\n\n" + text.substring(end);
  }
}
