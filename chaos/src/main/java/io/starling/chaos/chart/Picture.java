package io.starling.chaos.chart;

import java.util.List;

/**
 * What is to be shown: panels, one above the other, over one axis.
 *
 * @param title above all
 * @param across what the axis counts
 * @param spans of the axis that have a name, drawn behind all panels; may be empty
 */
public record Picture(String title, String across, List<Panel> panels, List<Span> spans) {
  public Picture {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("a picture of nothing");
    }
    panels = List.copyOf(panels);
    spans = List.copyOf(spans);
  }

  /** How the heights of a panel are spaced. */
  public enum Scale {
    /** Evenly from 0. */
    LINEAR,
    /** By powers of ten: what is not above 0 is not drawn. */
    LOGARITHMIC
  }

  /** Lines over a scale of their own. */
  public record Panel(String title, Scale scale, List<Line> lines) {
    public Panel {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A line through points, from left to right.
   *
   * @param colour as SVG has it
   */
  public record Line(String name, String colour, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A place. */
  public record Point(double x, double y) {}

  /** A part of the axis. */
  public record Span(String name, double from, double to) {}

  /** The greatest value of the axis. */
  double end() {
    double ofSpans = spans.stream().mapToDouble(Span::to).max().orElse(0);
    return panels.stream()
        .flatMap(panel -> panel.lines().stream())
        .flatMap(line -> line.points().stream())
        .mapToDouble(Point::x)
        .reduce(Math.max(ofSpans, Double.MIN_NORMAL), Math::max);
  }
}
