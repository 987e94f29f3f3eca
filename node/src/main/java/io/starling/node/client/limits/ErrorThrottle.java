package io.starling.node.client.limits;

/**
 * Slows down a connection that produces nothing but errors, such as a client that repeats a command
 * we do not have: some came at 14,000 a second. A token bucket: an error takes a token, a success
 * gives one back, and so does time. Without a token the connection is not read until time has
 * brought one.
 */
public final class ErrorThrottle {
  private static final int TOKENS_MAX = 200;
  private static final long NANOS_PER_TOKEN = 10_000_000;

  private double tokens = TOKENS_MAX;
  private long refilledNanos;

  public ErrorThrottle(long nowNanos) {
    refilledNanos = nowNanos;
  }

  public void onSuccess() {
    if (tokens < TOKENS_MAX) {
      tokens++;
    }
  }

  /** How long to wait before the next request is read, in nanoseconds; mostly 0. */
  public long onError(long nowNanos) {
    double refill = (double) (nowNanos - refilledNanos) / NANOS_PER_TOKEN;
    tokens = Math.min(TOKENS_MAX, tokens + refill) - 1;
    refilledNanos = nowNanos;
    return tokens >= 0 ? 0 : (long) (-tokens * NANOS_PER_TOKEN);
  }
}
