package io.starling.node.settings;

import java.time.Duration;

/**
 * What one client, and all of them together, may take of a node.
 *
 * @param maxclients connections at a time; one more is told so and closed
 * @param queryBufferBytes unanswered input of a connection, beyond which it is closed; the largest
 *     command fits
 * @param outputBufferBytes unread output of a connection, beyond which it is closed
 * @param idleTimeout silence after which a connection is closed; zero: never
 */
public record ClientLimits(
    int maxclients, long queryBufferBytes, long outputBufferBytes, Duration idleTimeout) {
  private static final int MAXCLIENTS_MAX = 1_000_000;
  private static final long BUFFER_BYTES_MIN = 16L << 20;
  private static final long BUFFER_BYTES_MAX = 1L << 30;
  private static final Duration IDLE_TIMEOUT_MIN = Duration.ofSeconds(1);
  private static final Duration IDLE_TIMEOUT_MAX = Duration.ofDays(30);

  public ClientLimits {
    Range.check(Setting.MAXCLIENTS, maxclients, 1, MAXCLIENTS_MAX);
    Range.check(
        Setting.CLIENT_QUERY_BUFFER_LIMIT, queryBufferBytes, BUFFER_BYTES_MIN, BUFFER_BYTES_MAX);
    Range.check(
        Setting.CLIENT_OUTPUT_BUFFER_LIMIT, outputBufferBytes, BUFFER_BYTES_MIN, BUFFER_BYTES_MAX);
    if (!idleTimeout.isZero()) {
      Range.check(Setting.TIMEOUT, idleTimeout, IDLE_TIMEOUT_MIN, IDLE_TIMEOUT_MAX);
    }
  }

  /** The same for so many connections. */
  public ClientLimits withMaxclients(int changed) {
    return new ClientLimits(changed, queryBufferBytes, outputBufferBytes, idleTimeout);
  }

  /** The same with so much unanswered input. */
  public ClientLimits withQueryBufferBytes(long changed) {
    return new ClientLimits(maxclients, changed, outputBufferBytes, idleTimeout);
  }

  /** The same with so much unread output. */
  public ClientLimits withOutputBufferBytes(long changed) {
    return new ClientLimits(maxclients, queryBufferBytes, changed, idleTimeout);
  }

  /** The same with so much silence. */
  public ClientLimits withIdleTimeout(Duration changed) {
    return new ClientLimits(maxclients, queryBufferBytes, outputBufferBytes, changed);
  }
}
