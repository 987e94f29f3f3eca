package io.starling.node.cli;

import io.starling.node.admin.VerifyReport.CopyReport;
import java.util.List;

/**
 * What came of a verification of the cluster.
 *
 * @param clean whether all copies of all segments were compared, and were equal
 * @param segments of the cluster
 * @param copies compared, those of the primaries included
 * @param differences found
 * @param missing segments that were not verified
 * @param obstacles why, as far as a node said
 */
record VerifyResult(
    boolean clean,
    int segments,
    int copies,
    List<CopyReport> differences,
    List<Integer> missing,
    List<String> obstacles) {
  private static final int SHOWN_MAX = 20;

  /** For people. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        "%d of %d segments verified, %d copies, %d different%n"
            .formatted(segments - missing.size(), segments, copies, differences.size()));
    if (!differences.isEmpty()) {
      TextTable table = new TextTable(">SEGMENT", "<COPY OF", ">LEAVES THAT DIFFERED");
      for (CopyReport copy : differences) {
        table.row(
            String.valueOf(copy.segment()),
            StatusText.shortened(copy.node()),
            String.valueOf(copy.leaves()));
      }
      out.append('\n').append(table);
    }
    if (!missing.isEmpty()) {
      out.append("\nNot verified: segments ");
      out.append(missing.subList(0, Math.min(SHOWN_MAX, missing.size())));
      out.append(missing.size() > SHOWN_MAX ? " and more\n" : "\n");
      obstacles.stream().limit(SHOWN_MAX).forEach(each -> out.append(each).append('\n'));
    }
    return out.toString();
  }
}
