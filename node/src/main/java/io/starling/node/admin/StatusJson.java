package io.starling.node.admin;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@link StatusReport} as JSON and back; a member that the reader does not know is skipped. */
public final class StatusJson {
  private static final JSON COMPACT = JSON.std.without(JSON.Feature.USE_FIELDS);
  private static final JSON PRETTY = COMPACT.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  private StatusJson() {}

  static String write(StatusReport report) {
    return write(COMPACT, report);
  }

  /** The same, with line breaks for people. */
  public static String writePretty(StatusReport report) {
    return write(PRETTY, report) + "\n";
  }

  private static String write(JSON json, StatusReport report) {
    try {
      return json.asString(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote, perhaps in another version.
   *
   * @throws IOException if the text is no such report
   */
  static StatusReport read(String json) throws IOException {
    return COMPACT.beanFrom(StatusReport.class, json);
  }
}
