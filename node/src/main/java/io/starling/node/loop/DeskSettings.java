package io.starling.node.loop;

import java.time.Duration;

/**
 * How a loop treats requests that cannot be answered at once.
 *
 * @param patience how long a request may wait for its reply; a fail-over takes less than a second
 * @param detourMax how long a read that another node than the primary is to answer may take, before
 *     the primary is asked
 * @param waitingMax requests of a loop that may wait for a primary, and as many that may be
 *     forwarded; more are refused
 */
public record DeskSettings(Duration patience, Duration detourMax, int waitingMax) {
  /**
   * 20,000 requests, and less than the two seconds after which Jedis, as it comes, takes a call for
   * lost: its users are to learn that nothing was applied, rather than that nobody knows.
   */
  public static final DeskSettings DEFAULT =
      new DeskSettings(Duration.ofMillis(1_800), Duration.ofMillis(200), 20_000);

  public DeskSettings {
    if (patience.isNegative() || patience.isZero() || waitingMax < 1) {
      throw new IllegalArgumentException(
          "patience " + patience + " for " + waitingMax + " requests");
    }
  }
}
