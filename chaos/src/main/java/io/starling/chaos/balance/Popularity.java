package io.starling.chaos.balance;

import java.util.SplittableRandom;

/** Which part of all load falls on which segment, and how much of that on its busiest key. */
final class Popularity {
  private static final int KEYS = 1_000_000;
  private static final double ZIPF = 0.99;
  private static final double HOT_RANGES_PART = 0.4;

  private final double[] share;
  private final double[] hottest;

  private Popularity(int segments) {
    this.share = new double[segments];
    this.hottest = new double[segments];
  }

  int segments() {
    return share.length;
  }

  double share(int segment) {
    return share[segment];
  }

  double hottestKeyShare(int segment) {
    return share[segment] > 0 ? hottest[segment] / share[segment] : 0;
  }

  /**
   * Zipf 0.99 over a million keys, which hashing spreads over the segments; and two fifths of all
   * operations on three ranges of adjacent segments.
   */
  static Popularity zipfWithHotRanges(int segments, long seed) {
    Popularity popularity = new Popularity(segments);
    SplittableRandom random = new SplittableRandom(seed);
    double all = 0;
    for (int rank = 1; rank <= KEYS; rank++) {
      all += StrictMath.pow(rank, -ZIPF);
    }
    for (int rank = 1; rank <= KEYS; rank++) {
      double part = StrictMath.pow(rank, -ZIPF) / all * (1 - HOT_RANGES_PART);
      int segment = random.nextInt(segments);
      popularity.share[segment] += part;
      popularity.hottest[segment] = Math.max(popularity.hottest[segment], part);
    }
    popularity.heat(3, Math.max(1, segments / 32), random);
    return popularity;
  }

  /** Segments differ by a few times, as they do where no key dominates; some ranges are hot. */
  static Popularity manyKeys(int segments, int hotRanges, long seed) {
    Popularity popularity = new Popularity(segments);
    SplittableRandom random = new SplittableRandom(seed);
    double all = 0;
    for (int i = 0; i < segments; i++) {
      popularity.share[i] = StrictMath.exp(0.8 * random.nextGaussian());
      all += popularity.share[i];
    }
    for (int i = 0; i < segments; i++) {
      popularity.share[i] *= (hotRanges > 0 ? 1 - HOT_RANGES_PART : 1) / all;
    }
    if (hotRanges > 0) {
      popularity.heat(hotRanges, Math.max(1, segments / hotRanges / 10), random);
    }
    return popularity;
  }

  private void heat(int ranges, int length, SplittableRandom random) {
    for (int range = 0; range < ranges; range++) {
      int start = random.nextInt(share.length);
      for (int i = 0; i < length; i++) {
        share[(start + i) % share.length] += HOT_RANGES_PART / ranges / length;
      }
    }
  }
}
