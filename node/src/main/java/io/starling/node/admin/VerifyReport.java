package io.starling.node.admin;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What came of comparing the copies of some segments with those of their primaries.
 *
 * @param node whose primaries these are, 32 hexadecimal digits
 * @param segments of which it is the open primary, all copies of which were compared
 * @param copies what was found, without the primaries' own
 * @param pending why copies of some of its segments could not be compared in time, one sentence
 *     each
 */
public record VerifyReport(
    String node, List<Integer> segments, List<CopyReport> copies, List<String> pending) {
  private static final JSON COMPACT = JSON.std.without(JSON.Feature.USE_FIELDS);

  public VerifyReport {
    segments = List.copyOf(segments);
    copies = List.copyOf(copies);
    pending = List.copyOf(pending);
  }

  /**
   * A copy that was compared.
   *
   * @param node that holds it
   * @param equal whether it was equal at the marker
   * @param leaves of the tree, of 1024, that differed
   */
  public record CopyReport(int segment, String node, boolean equal, int leaves) {}

  /** As JSON. */
  public String toJson() {
    try {
      return COMPACT.asString(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if the text is no such report
   */
  public static VerifyReport read(String json) throws IOException {
    return COMPACT.beanFrom(VerifyReport.class, json);
  }
}
