package io.starling.chaos.comparison;

import io.starling.chaos.comparison.Contest.Standing;
import java.util.List;
import java.util.Locale;

/** Standings as a table in Markdown. Both ratios are above 1 where Starling is ahead. */
final class StandingsTable {
  private static final String HEAD =
      """
      | task | load by | server | operations/s | p50 ms | p99 ms | CPU us/op | Starling's op/s ÷ its | its CPU ÷ Starling's |
      | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  /**
   * Adds a row for each contestant at a task.
   *
   * @param standings the first is that of Starling, which the others are compared to
   */
  void add(Task task, List<Standing> standings) {
    Measurement starling = standings.getFirst().median();
    row(task, standings.getFirst(), " | ");
    standings.stream()
        .skip(1)
        .forEach(standing -> row(task, standing, ratios(starling, standing.median())));
  }

  private void row(Task task, Standing standing, String ratios) {
    Measurement figures = standing.median();
    text.append(
        String.format(
            Locale.ROOT,
            "| %s%s | %s | %s | %,.0f | %.2f | %.2f | %.2f | %s |%n",
            task.operation(),
            task.pipeline() == 1 ? "" : ", pipeline " + task.pipeline(),
            standing.tool(),
            standing.contestant(),
            figures.perSecond(),
            figures.p50Millis(),
            figures.p99Millis(),
            figures.cpuMicros(),
            ratios));
  }

  private static String ratios(Measurement starling, Measurement other) {
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f",
        starling.perSecond() / other.perSecond(),
        other.cpuMicros() / starling.cpuMicros());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
