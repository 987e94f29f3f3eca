package io.starling.node.bench;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests when they are due and counts what becomes of them. Knows no clock and no socket:
 * it is told the time, and that of one step is the same throughout.
 */
final class Client {
  private static final long RETRY_NANOS = 10_000_000;

  private final Pacing pacing;
  private final Requests requests;
  private final int pendingMax;
  private final Lanes lanes;
  private final Tally tally;
  private int pendingCount;
  private @Nullable Request held;

  Client(Pacing pacing, Requests requests, int pendingMax, Lanes lanes, Tally tally) {
    this.pacing = pacing;
    this.requests = requests;
    this.pendingMax = pendingMax;
    this.lanes = lanes;
    this.tally = tally;
  }

  /**
   * Sends what is due, as far as there is room.
   *
   * @return when to step again; {@link Pacing#NEVER}: after an answer, if at all
   */
  long step(long now) {
    while (pendingCount < pendingMax) {
      long due = pacing.dueNanos(now);
      if (due > now) {
        return due;
      }
      Request request = held == null ? requests.next() : held;
      Lane lane = lanes.laneFor(request.key());
      if (lane == null) {
        held = request;
        return now + RETRY_NANOS;
      }
      held = null;
      pendingCount++;
      lane.send(new Pending(request, pacing.take(now), 0));
    }
    return Pacing.NEVER;
  }

  /** An answer came. */
  void answered(Pending pending, Answer answer, long now) {
    if (answer instanceof Answer.Failure failure) {
      failed(pending, failure);
      return;
    }
    pendingCount--;
    tally.answered(pending.request().read(), now - pending.intendedNanos());
  }

  private void failed(Pending pending, Answer.Failure failure) {
    if (failure.code().equals("MOVED") && pending.mayBeRedirected()) {
      Lane lane = lanes.laneAfter(failure.text());
      if (lane != null) {
        tally.redirected();
        lane.send(pending.redirected());
        return;
      }
    }
    pendingCount--;
    tally.failed(failure.code());
  }

  /** The connection broke before an answer came: what became of the request is unknown. */
  void lost() {
    pendingCount--;
    tally.failed("(connection lost)");
  }

  /** Whether there is nothing left to send or to wait for. */
  boolean finished(long now) {
    return pendingCount == 0 && pacing.dueNanos(now) == Pacing.NEVER;
  }

  /** Requests that were due and never sent. */
  long unsent(long now) {
    return pacing.overdue(now);
  }

  /** Requests without an answer. */
  int pendingCount() {
    return pendingCount;
  }
}
