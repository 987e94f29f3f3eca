package io.starling.chaos.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.chart.SvgChart;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample of what {@code starling simulate-balance} shows. */
class StagingTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSkewedClusterEndsEvenAndRests(long seed) {
    assertHeld(play(Scenario.SKEW, 0, 0, seed));
  }

  @Test
  void aLargerClusterEndsEvenAndMovesNoSegmentTwiceWithinItsFreeze() {
    assertHeld(play(Scenario.LARGE, 60, 1024, 1));
  }

  @Test
  void randomLoadMovesNextToNothing() {
    assertHeld(play(Scenario.NOISE, 0, 0, 1));
  }

  @Test
  void aNewcomerIsFilledAndALeaverIsEmptied() {
    assertHeld(play(Scenario.LIFE, 0, 0, 1));
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertEquals(play(Scenario.LIFE, 0, 64, 7), play(Scenario.LIFE, 0, 64, 7));
  }

  @Test
  void textAndPictureShowTheGoals() {
    BalanceReport report = play(Scenario.SKEW, 0, 64, 1);
    assertTrue(BalanceText.of(report).contains("the busiest node ends within 1.15 times the mean"));
    assertTrue(SvgChart.of(BalancePicture.of(report)).startsWith("<svg "));
    assertFalse(report.samples().isEmpty());
  }

  private static BalanceReport play(Scenario scenario, int nodes, int segments, long seed) {
    return new Staging(scenario, nodes, segments, 0, seed, Policy.of(Strategy.BALANCED)).play();
  }

  private static void assertHeld(BalanceReport report) {
    assertTrue(report.held(), () -> BalanceText.of(report));
  }
}
