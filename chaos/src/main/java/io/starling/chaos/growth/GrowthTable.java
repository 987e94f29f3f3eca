package io.starling.chaos.growth;

import java.util.List;
import java.util.Locale;

/** Growths as a table in Markdown. Ratios are above 1 where Starling is ahead. */
final class GrowthTable {
  private static final String HEAD =
      """
      | servers | copies on the newcomer | s from the join | copies/s | MB/s | s from the first copy | copies/s | MB/s | CPU us/copy | Starling's copies/s ÷ its, from the join | from the first copy |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  private GrowthTable() {}

  /**
   * What servers came to.
   *
   * @param median of its rounds
   */
  record Row(String name, Growth median) {}

  /**
   * The table.
   *
   * @param rows the first is that of Starling, which the others are compared to
   */
  static String of(List<Row> rows) {
    StringBuilder text = new StringBuilder(HEAD);
    Growth starling = rows.getFirst().median();
    text.append(line(rows.getFirst(), " | "));
    rows.stream().skip(1).forEach(row -> text.append(line(row, ratios(starling, row.median()))));
    return text.toString();
  }

  private static String line(Row row, String ratios) {
    Growth growth = row.median();
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.1f | %,.0f | %.0f | %.1f | %,.0f | %.0f | %.1f | %s |%n",
        row.name(),
        growth.copies(),
        growth.secondsFromJoin(),
        growth.perSecondFromJoin(),
        Growth.megabytes(growth.perSecondFromJoin()),
        growth.secondsFromFirst(),
        growth.perSecondFromFirst(),
        Growth.megabytes(growth.perSecondFromFirst()),
        growth.cpuMicros(),
        ratios);
  }

  private static String ratios(Growth starling, Growth other) {
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f",
        starling.perSecondFromJoin() / other.perSecondFromJoin(),
        starling.perSecondFromFirst() / other.perSecondFromFirst());
  }
}
