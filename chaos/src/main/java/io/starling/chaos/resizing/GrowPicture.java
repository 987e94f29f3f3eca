package io.starling.chaos.resizing;

import io.starling.chaos.chart.Picture;
import io.starling.chaos.chart.Picture.Line;
import io.starling.chaos.chart.Picture.Panel;
import io.starling.chaos.chart.Picture.Point;
import io.starling.chaos.chart.Picture.Scale;
import io.starling.chaos.chart.Picture.Span;
import io.starling.chaos.resizing.GrowReport.Stretch;
import io.starling.chaos.resizing.Meter.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Throughput and latency over time, with the phases of the run. */
final class GrowPicture {
  private GrowPicture() {}

  static Picture of(GrowReport report) {
    Panel throughput =
        new Panel(
            "calls a second",
            Scale.LINEAR,
            List.of(line(report, "answered", "#27ae60", slice -> slice.small().calls())));
    Panel latency =
        new Panel(
            "latency, ms",
            Scale.LOGARITHMIC,
            List.of(
                line(report, "p99.9", "#c0392b", slice -> slice.small().p999()),
                line(report, "p99", "#e67e22", slice -> slice.small().p99()),
                line(report, "p50", "#2980b9", slice -> slice.small().p50())));
    return new Picture(title(report), "seconds", List.of(throughput, latency), spans(report));
  }

  private static String title(GrowReport report) {
    return "A node joins and is drained: %,d x %,d B and %,d x %,d B, %s %s"
        .formatted(
            report.entries().count(),
            report.entries().valueSize(),
            report.entries().large(),
            report.entries().largeSize(),
            report.setting().client(),
            report.setting().mode());
  }

  private static Line line(
      GrowReport report, String name, String colour, ToDoubleFunction<Slice> value) {
    List<Point> points = new ArrayList<>();
    for (Slice slice : report.seconds()) {
      points.add(new Point(slice.second(), value.applyAsDouble(slice)));
    }
    return new Line(name, colour, points);
  }

  private static List<Span> spans(GrowReport report) {
    List<Span> spans = new ArrayList<>();
    double from = 0;
    for (Stretch phase : report.phases()) {
      spans.add(new Span(phase.phase().word(), from, from + phase.seconds()));
      from += phase.seconds();
    }
    return spans;
  }
}
