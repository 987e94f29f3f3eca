package io.starling.node.loop;

import java.time.Duration;

/**
 * How a loop treats requests that cannot be answered at once.
 *
 * @param patience how long a request may wait for its reply; a fail-over takes about a second
 * @param waitingMax requests of a loop that may wait for a primary, and as many that may be
 *     forwarded; more are refused
 */
public record DeskSettings(Duration patience, int waitingMax) {
  /** Five seconds, 20,000 requests. */
  public static final DeskSettings DEFAULT = new DeskSettings(Duration.ofSeconds(5), 20_000);

  public DeskSettings {
    if (patience.isNegative() || patience.isZero() || waitingMax < 1) {
      throw new IllegalArgumentException(
          "patience " + patience + " for " + waitingMax + " requests");
    }
  }
}
