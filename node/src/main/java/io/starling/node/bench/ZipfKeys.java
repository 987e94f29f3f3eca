package io.starling.node.bench;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * Numbers from 0 on, of which the {@code k}-th comes with a probability proportional to {@code 1 /
 * (k + 1)^0.99}, as in YCSB. By rejection-inversion (W. Hörmann and G. Derflinger,
 * "Rejection-inversion to generate variates from monotone discrete distributions", 1996): constant
 * time, and no table.
 */
final class ZipfKeys implements IntSupplier {
  private static final double EXPONENT = 0.99;

  private final int count;
  private final SplittableRandom random;
  private final double integralOfFirst;
  private final double integralOfLast;
  private final double sureDistance;

  ZipfKeys(int count, SplittableRandom random) {
    this.count = count;
    this.random = random;
    this.integralOfFirst = integral(1.5) - 1;
    this.integralOfLast = integral(count + 0.5);
    this.sureDistance = 2 - inverseOfIntegral(integral(2.5) - density(2));
  }

  @Override
  public int getAsInt() {
    while (true) {
      double u = integralOfLast + random.nextDouble() * (integralOfFirst - integralOfLast);
      double x = inverseOfIntegral(u);
      int rank = Math.clamp(Math.round(x), 1, count);
      if (rank - x <= sureDistance || u >= integral(rank + 0.5) - density(rank)) {
        return rank - 1;
      }
    }
  }

  private static double density(double x) {
    return Math.pow(x, -EXPONENT);
  }

  private static double integral(double x) {
    return (Math.pow(x, 1 - EXPONENT) - 1) / (1 - EXPONENT);
  }

  private static double inverseOfIntegral(double y) {
    return Math.pow(1 + y * (1 - EXPONENT), 1 / (1 - EXPONENT));
  }
}
