package io.starling.chaos.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.chaos.comparison.LoadTool.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasurementTest {
  @Test
  void processorTimeIsThatOfOneOperation() {
    Outcome outcome = new Outcome(200_000, 100_000, 0.3, 0.9);
    assertEquals(10.0, Measurement.of(outcome, 2_000).cpuMicros());
  }

  @Test
  void eachFigureHasItsOwnMedian() {
    List<Measurement> rounds =
        List.of(
            new Measurement(100, 3, 9, 10),
            new Measurement(300, 1, 8, 11),
            new Measurement(200, 2, 7, 90));
    assertEquals(new Measurement(200, 2, 8, 11), Measurement.median(rounds));
  }

  @Test
  void oneRoundIsItsOwnMedian() {
    Measurement only = new Measurement(100, 3, 9, 10);
    assertEquals(only, Measurement.median(List.of(only)));
  }
}
