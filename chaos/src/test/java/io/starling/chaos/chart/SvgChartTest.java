package io.starling.chaos.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.chart.Picture.Line;
import io.starling.chaos.chart.Picture.Panel;
import io.starling.chaos.chart.Picture.Point;
import io.starling.chaos.chart.Picture.Scale;
import io.starling.chaos.chart.Picture.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SvgChartTest {
  @Test
  void marksAreRoundAndReachBeyondTheHighestValue() {
    assertEquals(
        List.of(0.0, 500.0, 1000.0, 1500.0, 2000.0, 2500.0),
        Ruler.over(Scale.LINEAR, List.of(13.0, 2_113.0)).marks());
    assertEquals(
        List.of(1.0, 10.0, 100.0), Ruler.over(Scale.LOGARITHMIC, List.of(0.0, 2.0, 42.0)).marks());
  }

  @Test
  void aLogarithmicRulerHasNoPlaceForNothing() {
    Ruler ruler = Ruler.over(Scale.LOGARITHMIC, List.of(0.0, 1.0, 100.0));
    assertFalse(ruler.has(0));
    assertEquals(0.5, ruler.part(10), 1e-9);
  }

  @Test
  void marksAreTextWithoutNeedlessDigits() {
    assertEquals("2,500", Ruler.text(2500));
    assertEquals("0.1", Ruler.text(0.1));
    assertEquals("0.01", Ruler.text(0.01));
  }

  @Test
  void aPageHoldsThePictureAndNeedsNothingElse() {
    Line line = new Line("p99", "#c0392b", List.of(new Point(0, 1), new Point(10, 3)));
    Picture picture =
        new Picture(
            "a < b",
            "seconds",
            List.of(new Panel("latency", Scale.LOGARITHMIC, List.of(line))),
            List.of(new Span("before", 0, 5), new Span("after", 5, 10)));
    String page =
        new HtmlPage("a < b")
            .picture(picture)
            .table(List.of("phase", "ms"), List.of(List.of("before", "1.0")))
            .text();
    assertTrue(page.contains("<svg "), page);
    assertTrue(page.contains("a &lt; b"), page);
    assertTrue(page.contains("<td>before</td><td>1.0</td>"), page);
    assertFalse(page.contains("http://") && !page.contains("http://www.w3.org/2000/svg"), page);
  }
}
