package io.starling.chaos.balance;

import io.starling.chaos.chart.Picture;
import io.starling.chaos.chart.Picture.Line;
import io.starling.chaos.chart.Picture.Panel;
import io.starling.chaos.chart.Picture.Point;
import io.starling.chaos.chart.Picture.Scale;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The run as a picture: busiest node, least busy node and mean over time. */
final class BalancePicture {
  private static final double SECONDS = 60;

  private BalancePicture() {}

  static Picture of(BalanceReport report) {
    String title =
        "%s: %,d nodes, %,d segments, seed %d"
            .formatted(report.scenario(), report.nodes(), report.segments(), report.seed());
    List<Line> lines =
        List.of(
            line(report, "busiest", "#c0392b", BalanceRun.Sample::busiest),
            line(report, "mean", "#7f8c8d", BalanceRun.Sample::mean),
            line(report, "least busy", "#2980b9", BalanceRun.Sample::idlest));
    Panel panel = new Panel("utilisation, percent", Scale.LINEAR, lines);
    return new Picture(title, "minutes", List.of(panel), List.of());
  }

  private static Line line(
      BalanceReport report, String name, String colour, ToDoubleFunction<BalanceRun.Sample> value) {
    return new Line(
        name,
        colour,
        report.samples().stream()
            .map(each -> new Point(each.second() / SECONDS, 100 * value.applyAsDouble(each)))
            .toList());
  }
}
