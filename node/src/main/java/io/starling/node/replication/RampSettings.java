package io.starling.node.replication;

import java.time.Duration;

/**
 * Reads that others than the primary answer.
 *
 * @param length how long the reads of a segment take to move over to the newcomer that is to lead
 *     it; zero: they move with the primary role
 * @param answerMax how long a holder of a copy waits for the word of its primary
 */
public record RampSettings(Duration length, Duration answerMax) {
  /** Two seconds, and far longer than a round trip with a disk sync in it. */
  public static final RampSettings DEFAULT =
      new RampSettings(Duration.ofSeconds(2), Duration.ofMillis(100));

  public RampSettings {
    if (length.isNegative() || answerMax.isNegative() || answerMax.isZero()) {
      throw new IllegalArgumentException("a ramp of " + length + ", a wait of " + answerMax);
    }
  }
}
