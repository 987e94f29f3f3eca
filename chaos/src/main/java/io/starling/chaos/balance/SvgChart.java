package io.starling.chaos.balance;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The run as a picture: busiest node, least busy node and mean over time. */
final class SvgChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 360;
  private static final int MARGIN = 50;

  private final BalanceReport report;
  private final double highest;

  private SvgChart(BalanceReport report) {
    this.report = report;
    this.highest =
        report.samples().stream().mapToDouble(BalanceRun.Sample::busiest).max().orElse(1);
  }

  static String of(BalanceReport report) {
    SvgChart chart = new SvgChart(report);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="25">%s: %d nodes, %d segments, seed %d (utilisation over minutes)</text>
        %s%s%s%s</svg>
        """
        .formatted(
            WIDTH,
            HEIGHT,
            MARGIN,
            report.scenario(),
            report.nodes(),
            report.segments(),
            report.seed(),
            chart.axes(),
            chart.line("busiest", "#c0392b", 0, BalanceRun.Sample::busiest),
            chart.line("mean", "#7f8c8d", 1, BalanceRun.Sample::mean),
            chart.line("least busy", "#2980b9", 2, BalanceRun.Sample::idlest));
  }

  private String axes() {
    return String.format(
        Locale.ROOT,
        """
        <path d="M%d %d V%d H%d" fill="none" stroke="black"/>
        <text x="5" y="%d">%.0f %%</text><text x="5" y="%d">0 %%</text><text x="%d" y="%d">%d</text>
        """,
        MARGIN,
        MARGIN,
        HEIGHT - MARGIN,
        WIDTH - MARGIN,
        MARGIN,
        100 * highest,
        HEIGHT - MARGIN,
        WIDTH - MARGIN,
        HEIGHT - MARGIN + 20,
        report.minutes());
  }

  private String line(
      String name, String colour, int place, ToDoubleFunction<BalanceRun.Sample> value) {
    StringBuilder points = new StringBuilder();
    double last = Math.max(1, report.samples().getLast().second());
    for (BalanceRun.Sample sample : report.samples()) {
      double x = MARGIN + (WIDTH - 2 * MARGIN) * sample.second() / last;
      double y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value.applyAsDouble(sample) / highest;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
    return String.format(
        Locale.ROOT,
        """
        <polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>
        <text x="%d" y="%d" fill="%s">%s</text>
        """,
        points.toString().strip(),
        colour,
        MARGIN + 20 + 110 * place,
        HEIGHT - 12,
        colour,
        name);
  }
}
