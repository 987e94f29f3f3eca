package io.starling.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class SmoothingLawsTest {
  private static final double OLD = 1e9;

  private final Smoothing smoothing = new Smoothing(Duration.ofSeconds(5));

  @Property(tries = 300)
  void staysBetweenWhatItWasAndWhatCame(
      @ForAll @DoubleRange(min = 0, max = 1e6) double value,
      @ForAll @DoubleRange(min = 0, max = 1e6) double sample,
      @ForAll @DoubleRange(min = 0.01, max = 100) double covered,
      @ForAll @DoubleRange(min = 0, max = 1e6) double before) {
    double moved = Smoothing.towards(value, sample, smoothing.share(covered, before + covered));
    assertTrue(moved >= Math.min(value, sample) - 1e-6, moved + " is below both");
    assertTrue(moved <= Math.max(value, sample) + 1e-6, moved + " is above both");
  }

  @Property(tries = 300)
  void doesNotDependOnHowOftenIsMeasured(
      @ForAll @DoubleRange(min = 0, max = 1e6) double value,
      @ForAll @DoubleRange(min = 0, max = 1e6) double sample,
      @ForAll @DoubleRange(min = 0.01, max = 30) double first,
      @ForAll @DoubleRange(min = 0.01, max = 30) double second) {
    double inTwo =
        Smoothing.towards(
            Smoothing.towards(value, sample, smoothing.share(first, OLD)),
            sample,
            smoothing.share(second, OLD));
    double atOnce = Smoothing.towards(value, sample, smoothing.share(first + second, OLD));
    assertEquals(atOnce, inTwo, 1e-6 * (1 + value + sample));
  }

  @Property(tries = 300)
  void isThePlainMeanWhileYoung(
      @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = 0, max = 1e6) Double> samples) {
    Smoothing long100 = new Smoothing(Duration.ofSeconds(100));
    double value = 0;
    double age = 0;
    for (double sample : samples) {
      age += 1;
      value = Smoothing.towards(value, sample, long100.share(1, age));
    }
    double mean = samples.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    assertEquals(mean, value, 1e-6 * (1 + mean));
  }

  @Example
  void keepsOneEthOfThePastInOneTimeConstant() {
    assertEquals(1 - 1 / Math.E, smoothing.share(5, OLD), 1e-9);
  }
}
