package io.starling.node.client.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * When a connection last did something, in nanoseconds of a monotonic clock. Written in the
 * connection's event loop. The watch of timeouts reads it from another thread, and may see a moment
 * ago: it then has the event loop look again.
 */
public final class ConnectionClock {
  /** Time to complete a request whose first bytes have come. */
  static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  /** Time for which a client may leave its output unread. */
  static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);

  private final long openedNanos;
  private long heardNanos;
  private boolean inRequest;
  private long requestSinceNanos;
  private boolean stalled;
  private long stalledSinceNanos;

  public ConnectionClock(long nowNanos) {
    openedNanos = nowNanos;
    heardNanos = nowNanos;
  }

  /** Bytes arrived. */
  public void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  /** When bytes last arrived. */
  public long heardNanos() {
    return heardNanos;
  }

  public void requestCompleted() {
    inRequest = false;
  }

  /** Tells whether a part of a request has been received. */
  public void partOfRequest(boolean received) {
    if (received && !inRequest) {
      requestSinceNanos = heardNanos;
    }
    inRequest = received;
  }

  /** Tells whether the client leaves output unread. */
  public void outputStalled(boolean unread, long nowNanos) {
    if (unread && !stalled) {
      stalledSinceNanos = nowNanos;
    }
    stalled = unread;
  }

  public long ageSeconds(long nowNanos) {
    return Duration.ofNanos(nowNanos - openedNanos).toSeconds();
  }

  public long idleSeconds(long nowNanos) {
    return Duration.ofNanos(nowNanos - heardNanos).toSeconds();
  }

  /**
   * Why the connection must be closed, if so.
   *
   * @param idleTimeout zero: silence is no reason
   */
  public Optional<String> overdue(long nowNanos, Duration idleTimeout) {
    if (inRequest && exceeds(nowNanos - requestSinceNanos, REQUEST_TIMEOUT)) {
      return Optional.of("a request was begun and not completed in " + REQUEST_TIMEOUT);
    }
    if (stalled && exceeds(nowNanos - stalledSinceNanos, STALL_TIMEOUT)) {
      return Optional.of("replies were not read for " + STALL_TIMEOUT);
    }
    if (!idleTimeout.isZero() && exceeds(nowNanos - heardNanos, idleTimeout)) {
      return Optional.of("nothing was heard for " + idleTimeout);
    }
    return Optional.empty();
  }

  private static boolean exceeds(long nanos, Duration limit) {
    return nanos > limit.toNanos();
  }
}
