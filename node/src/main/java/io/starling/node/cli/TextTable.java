package io.starling.node.cli;

import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as their widest cell. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String> alignments;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param headings each begins with {@code <} for a column aligned to the left, or {@code >}
   */
  public TextTable(String... headings) {
    alignments = List.of(headings).stream().map(heading -> heading.substring(0, 1)).toList();
    rows.add(List.of(headings).stream().map(heading -> heading.substring(1)).toList());
  }

  /** Adds a row with a cell for each column. */
  public void row(String... cells) {
    if (cells.length != alignments.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + alignments.size() + " columns");
    }
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(padded(row.get(column), column)).append(GAP);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private String padded(String cell, int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String padding = " ".repeat(width - cell.length());
    return alignments.get(column).equals("<") ? cell + padding : padding + cell;
  }
}
