package io.starling.node.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A table for people: columns as wide as their widest cell. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String> alignments = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<Integer, String> notes = new TreeMap<>();

  /**
   * @param headings each begins with {@code <} for a column aligned to the left, or {@code >}
   */
  public TextTable(String... headings) {
    for (String heading : headings) {
      alignments.add(heading.substring(0, 1));
    }
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

  /** Adds a line below the last row that belongs to no column. */
  public void note(String line) {
    notes.put(rows.size() - 1, line);
  }

  /** Leaves out the columns in which no row has anything. */
  TextTable withoutEmptyColumns() {
    for (int column = alignments.size() - 1; column >= 0; column--) {
      int index = column;
      if (rows.stream().skip(1).allMatch(row -> row.get(index).isEmpty())) {
        alignments.remove(index);
        rows.replaceAll(row -> without(row, index));
      }
    }
    return this;
  }

  private static List<String> without(List<String> row, int column) {
    List<String> less = new ArrayList<>(row);
    less.remove(column);
    return List.copyOf(less);
  }

  /** Characters of its rows, at most. */
  int width() {
    int width = -GAP.length();
    for (int column = 0; column < alignments.size(); column++) {
      width += width(column) + GAP.length();
    }
    return width;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < alignments.size(); column++) {
        line.append(padded(rows.get(row).get(column), column)).append(GAP);
      }
      out.append(line.toString().stripTrailing()).append('\n');
      String note = notes.get(row);
      if (note != null) {
        out.append(note).append('\n');
      }
    }
    return out.toString();
  }

  private String padded(String cell, int column) {
    String padding = " ".repeat(width(column) - cell.length());
    return alignments.get(column).equals("<") ? cell + padding : padding + cell;
  }
}
