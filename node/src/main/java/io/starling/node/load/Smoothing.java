package io.starling.node.load;

import java.time.Duration;

/**
 * An exponentially weighted mean over time: what is as old as the time constant counts 1/e of what
 * is new. While less than that has been seen it is the plain mean of all that was seen, so that a
 * new series does not begin at zero.
 */
record Smoothing(Duration timeConstant) {
  /** What a request of just now counts in. */
  static final Smoothing SECONDS = new Smoothing(Duration.ofSeconds(5));

  /** What outlasts a burst. */
  static final Smoothing MINUTE = new Smoothing(Duration.ofMinutes(1));

  /**
   * The share of a new sample in the mean.
   *
   * @param covered seconds that the sample is a mean over
   * @param age seconds since the series began, the sample included
   */
  double share(double covered, double age) {
    double constant = timeConstant.toNanos() / 1e9;
    double decayed = 1 - StrictMath.exp(-covered / constant);
    return Math.min(1, Math.max(decayed, covered / age));
  }

  static double towards(double value, double sample, double share) {
    return value + (sample - value) * share;
  }
}
