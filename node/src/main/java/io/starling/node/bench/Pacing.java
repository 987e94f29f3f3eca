package io.starling.node.bench;

/** When a client sends. Times are of a monotonic clock, in nanoseconds. */
sealed interface Pacing {
  /** The time of something that never comes. */
  long NEVER = Long.MAX_VALUE;

  /**
   * When the next request is due: not after {@code now} if it is, {@link #NEVER} if there is none.
   */
  long dueNanos(long now);

  /** Takes the request that is due, and returns when it was meant to start. */
  long take(long now);

  /** How many requests were due by {@code now} and not taken. */
  long overdue(long now);

  /**
   * One request every so often, whatever becomes of the earlier ones.
   *
   * <p>The {@code i}-th is meant to start at {@code start + i x interval}, before {@code end}.
   */
  final class OpenLoop implements Pacing {
    private final long startNanos;
    private final double intervalNanos;
    private final long endNanos;
    private long taken;

    OpenLoop(long startNanos, double intervalNanos, long endNanos) {
      this.startNanos = startNanos;
      this.intervalNanos = intervalNanos;
      this.endNanos = endNanos;
    }

    @Override
    public long dueNanos(long now) {
      long intended = intendedNanos(taken);
      return intended < endNanos ? intended : NEVER;
    }

    @Override
    public long take(long now) {
      return intendedNanos(taken++);
    }

    @Override
    public long overdue(long now) {
      long until = Math.min(now + 1, endNanos);
      long due = until <= startNanos ? 0 : (long) Math.ceil((until - startNanos) / intervalNanos);
      return Math.max(0, due - taken);
    }

    private long intendedNanos(long index) {
      return startNanos + (long) (index * intervalNanos);
    }
  }

  /** A request whenever there is room for one, until the end. */
  record ClosedLoop(long endNanos) implements Pacing {
    @Override
    public long dueNanos(long now) {
      return now < endNanos ? now : NEVER;
    }

    @Override
    public long take(long now) {
      return now;
    }

    @Override
    public long overdue(long now) {
      return 0;
    }
  }

  /** A number of requests, as fast as there is room for them. */
  final class Count implements Pacing {
    private long left;

    Count(long count) {
      this.left = count;
    }

    @Override
    public long dueNanos(long now) {
      return left > 0 ? now : NEVER;
    }

    @Override
    public long take(long now) {
      left--;
      return now;
    }

    @Override
    public long overdue(long now) {
      return left;
    }
  }
}
