package io.starling.chaos.simulation.world;

import java.util.PriorityQueue;

/**
 * Virtual time: what is to happen, ordered by time, then by the ticket that it drew when it was put
 * in. So the order never depends on anything but what happened before.
 */
public final class EventQueue {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Digest digest;
  private long nowNanos;
  private long nextTicket;
  private long steps;

  /**
   * @param digest sees every step
   */
  public EventQueue(Digest digest) {
    this.digest = digest;
  }

  /** True time. */
  public long nowNanos() {
    return nowNanos;
  }

  /** Events that have happened. */
  public long steps() {
    return steps;
  }

  /** Lets something happen later, or after all that happens now. */
  public void after(long delayNanos, Runnable event) {
    if (delayNanos < 0) {
      throw new IllegalArgumentException("an event " + delayNanos + " ns in the past");
    }
    events.add(new Event(nowNanos + delayNanos, nextTicket++, event));
  }

  /** Lets the next thing happen; there must be one. */
  public void step() {
    Event next = events.remove();
    nowNanos = next.atNanos;
    steps++;
    digest.add(next.atNanos);
    digest.add(next.ticket);
    next.action.run();
  }

  private record Event(long atNanos, long ticket, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(ticket, other.ticket);
    }
  }
}
