package io.starling.chaos.workload;

/**
 * When a worker makes its calls: evenly spaced, and what an outage has delayed is not made up for.
 * Times in nanoseconds.
 */
final class Pace {
  private final long interval;
  private long dueAt;

  /**
   * @param interval between two calls; 0: each as soon as the last one has ended
   * @param firstAt when the first is due
   */
  Pace(long interval, long firstAt) {
    this.interval = interval;
    this.dueAt = firstAt;
  }

  /** How long the next call has to wait; at most 0 if it is due. */
  long untilDue(long now) {
    return interval == 0 ? 0 : dueAt - now;
  }

  /** A call begins. */
  void begin(long now) {
    dueAt = Math.max(dueAt, now - interval) + interval;
  }
}
