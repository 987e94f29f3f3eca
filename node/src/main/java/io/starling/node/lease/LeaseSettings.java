package io.starling.node.lease;

import java.time.Duration;

/**
 * The lease of a cluster; fixed when it is founded.
 *
 * @param length how long a member lends
 * @param renewal how often a primary asks, a fraction of the length
 */
public record LeaseSettings(Duration length, Duration renewal) {
  /** Fails over within a second, and lives through pauses of a third of one. */
  public static final LeaseSettings DEFAULT = ofLength(Duration.ofMillis(600));

  /** Clocks may run apart by one part in so many; a primary trusts a lease by as much less. */
  private static final int CLOCK_RATE_BOUND = 50;

  public LeaseSettings {
    if (length.toMillis() < 50 || renewal.compareTo(length.dividedBy(2)) > 0) {
      throw new IllegalArgumentException(
          "a lease of " + length + " renewed each " + renewal + ": too short");
    }
  }

  /** A lease that is renewed four times while it lasts. */
  public static LeaseSettings ofLength(Duration length) {
    return new LeaseSettings(length, length.dividedBy(4));
  }

  /** How long after sending its request a primary may rely on the answer, in nanoseconds. */
  public long trustedNanos() {
    return length.toNanos() - length.toNanos() / CLOCK_RATE_BOUND;
  }

  /** How long after receiving a request a member keeps its word, in nanoseconds. */
  public long grantedNanos() {
    return length.toNanos();
  }
}
