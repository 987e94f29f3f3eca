package io.starling.node.replication;

/**
 * How much a segment is used: the operations of the last ten to twenty seconds. A request that
 * finds no primary counts each time that it asks, so a segment that many wait for is hot.
 */
final class Heat {
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private long windowStartNanos;
  private long inWindow;
  private long inWindowBefore;

  Heat(long nowNanos) {
    this.windowStartNanos = nowNanos;
  }

  /** One operation more. */
  void used(long nowNanos) {
    moveOn(nowNanos);
    inWindow++;
  }

  long operations(long nowNanos) {
    moveOn(nowNanos);
    return inWindow + inWindowBefore;
  }

  private void moveOn(long nowNanos) {
    long age = nowNanos - windowStartNanos;
    if (age >= WINDOW_NANOS) {
      inWindowBefore = age < 2 * WINDOW_NANOS ? inWindow : 0;
      inWindow = 0;
      windowStartNanos = nowNanos;
    }
  }
}
