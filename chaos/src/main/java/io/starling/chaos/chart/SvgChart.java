package io.starling.chaos.chart;

import io.starling.chaos.chart.Picture.Line;
import io.starling.chaos.chart.Picture.Panel;
import io.starling.chaos.chart.Picture.Point;
import io.starling.chaos.chart.Picture.Span;
import java.util.List;
import java.util.Locale;

/** Draws a {@link Picture}. Needs no script, style sheet or font from elsewhere. */
public final class SvgChart {
  private static final int WIDTH = 1000;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 62;
  private static final int BOTTOM = 44;
  private static final int PANEL_HEIGHT = 220;
  private static final int PANEL_GAP = 46;
  private static final int LEGEND_WIDTH = 110;
  private static final String GRID = "#dddddd";

  private final Picture picture;
  private final Ruler across;
  private final StringBuilder out = new StringBuilder();

  private SvgChart(Picture picture) {
    this.picture = picture;
    this.across = Ruler.upTo(picture.end());
  }

  /** The text of an SVG file. */
  public static String of(Picture picture) {
    SvgChart chart = new SvgChart(picture);
    chart.draw();
    return chart.out.toString();
  }

  private void draw() {
    int height = bottom(picture.panels().size() - 1) + BOTTOM;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"13\">%n",
        WIDTH, height);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
    add("<text x=\"%d\" y=\"22\" font-size=\"16\">%s</text>%n", LEFT, escaped(picture.title()));
    spans();
    for (int i = 0; i < picture.panels().size(); i++) {
      panel(picture.panels().get(i), top(i), bottom(i));
    }
    for (double mark : across.marks()) {
      centred(x(mark), height - BOTTOM + 18, Ruler.text(mark));
    }
    centred((LEFT + WIDTH - RIGHT) / 2.0, height - 8, picture.across());
    add("</svg>%n");
  }

  private static int top(int panel) {
    return TOP + panel * (PANEL_HEIGHT + PANEL_GAP) + PANEL_GAP / 2;
  }

  private static int bottom(int panel) {
    return top(panel) + PANEL_HEIGHT;
  }

  /** Every other one is tinted; each has its name above the first panel. */
  private void spans() {
    boolean tinted = false;
    int bottom = bottom(picture.panels().size() - 1);
    for (Span span : picture.spans()) {
      double from = x(span.from());
      double to = x(span.to());
      if (tinted) {
        add(
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#fdf0d5\"/>%n",
            from, TOP - 22, to - from, bottom - TOP + 22);
      }
      centred((from + to) / 2, TOP - 6, span.name());
      tinted = !tinted;
    }
  }

  private void panel(Panel panel, int top, int bottom) {
    List<Double> values =
        panel.lines().stream().flatMap(line -> line.points().stream()).map(Point::y).toList();
    Ruler up = Ruler.over(panel.scale(), values);
    for (double mark : up.marks()) {
      double y = y(up, mark, top, bottom);
      add(
          "<path d=\"M%d %.1fH%d\" stroke=\"%s\"/><text x=\"%d\" y=\"%.1f\""
              + " text-anchor=\"end\">%s</text>%n",
          LEFT, y, WIDTH - RIGHT, GRID, LEFT - 8, y + 4, Ruler.text(mark));
    }
    add(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"black\"/>%n",
        LEFT, top, bottom, WIDTH - RIGHT);
    add(
        "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>%n",
        LEFT, top - 8, escaped(panel.title()));
    for (int i = 0; i < panel.lines().size(); i++) {
      Line line = panel.lines().get(i);
      line(line, up, top, bottom);
      int place = WIDTH - RIGHT - (panel.lines().size() - i) * LEGEND_WIDTH;
      add(
          "<path d=\"M%d %dh20\" stroke=\"%s\" stroke-width=\"3\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
          place, top - 12, line.colour(), place + 26, top - 8, escaped(line.name()));
    }
  }

  private void line(Line line, Ruler up, int top, int bottom) {
    StringBuilder points = new StringBuilder();
    for (Point point : line.points()) {
      if (up.has(point.y())) {
        points.append(format("%.1f,%.1f ", x(point.x()), y(up, point.y(), top, bottom)));
      }
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>%n",
        points.toString().strip(), line.colour());
  }

  private double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * across.part(value);
  }

  private static double y(Ruler up, double value, int top, int bottom) {
    return bottom - (bottom - top) * up.part(value);
  }

  private void centred(double x, double y, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n", x, y, escaped(text));
  }

  @SuppressWarnings("AnnotateFormatMethod") // its users are above
  private void add(String format, Object... values) {
    out.append(format(format, values));
  }

  @SuppressWarnings("AnnotateFormatMethod") // its users are above
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return HtmlPage.escaped(text);
  }
}
