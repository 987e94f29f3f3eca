package io.starling.gossip.agreement;

import java.time.Duration;

/**
 * Waits of a chain.
 *
 * @param phaseTimeout how long a proposer waits for a majority before it starts over with a higher
 *     ballot
 * @param attemptsMax after so many attempts a proposer gives up; whoever still sees a wedged
 *     instance begins anew
 * @param finishDelay how long a wedged instance may stand before a member finishes it; each member
 *     adds up to as much again, at random
 */
public record ChainSettings(Duration phaseTimeout, int attemptsMax, Duration finishDelay) {
  /** Waits for nodes a few milliseconds apart. */
  public static final ChainSettings DEFAULT =
      new ChainSettings(Duration.ofMillis(250), 8, Duration.ofMillis(600));

  public ChainSettings {
    if (phaseTimeout.isNegative() || phaseTimeout.isZero() || finishDelay.isNegative()) {
      throw new IllegalArgumentException("waits must be positive: " + phaseTimeout + finishDelay);
    }
    if (attemptsMax < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attemptsMax);
    }
  }
}
