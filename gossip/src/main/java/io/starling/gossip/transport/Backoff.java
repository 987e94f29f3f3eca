package io.starling.gossip.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from 20 ms to 1 s, then cut by up to a half.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(20);
  private static final int DOUBLINGS_MAX = 6;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final RandomGenerator random;
  private int attempts;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait before the next attempt, in nanoseconds. */
  long nextNanos() {
    long doubled = FIRST.toNanos() << Math.min(attempts++, DOUBLINGS_MAX);
    long bounded = Math.min(doubled, LONGEST.toNanos());
    return bounded / 2 + random.nextLong(bounded / 2);
  }

  void reset() {
    attempts = 0;
  }
}
