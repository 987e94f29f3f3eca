package io.starling.node.replication;

import java.util.ArrayDeque;

/**
 * What a loop may ship in a second for copies on their way, in or out: a bucket of tokens. A frame
 * is paid for when it has come or gone, also on credit; the acknowledgement that calls for the next
 * one is held back until the debt is paid. So both ends slow the same stream, and each of them
 * alone can.
 *
 * <p>What is held back goes on after a while whatever is owed: a stream that was let begin does not
 * time out, and comes to an end. Nothing that safety waits for is asked here: no merge of an
 * opening, no member that catches up.
 */
final class MoveBudget {
  /** Streams of which the other end has said nothing yet. */
  private static final int UNANSWERED_MAX = 2;

  /**
   * What a stream costs before its first byte, in bytes: files, trees and agreement take about as
   * long as that many bytes on their way. Many small copies would be for nothing otherwise.
   */
  private static final int BEGIN_BYTES = 500_000;

  /** Of a second: a beginning holds nothing up for longer, however little may be shipped. */
  private static final double BEGIN_MAX = 0.25;

  /** Of a second: what may be saved up while nothing is shipped. */
  private static final double SAVED_MAX = 0.04;

  private final long heldNanosMax;
  private final ArrayDeque<Held> line = new ArrayDeque<>();
  private double bytesPerSecond = Double.POSITIVE_INFINITY;
  private double saved;
  private long filledAtNanos;
  private long spent;
  private int unanswered;

  private record Held(Runnable step, long untilNanos) {}

  /**
   * @param heldNanosMax how long anything is held back, at most: a part of what a synchronisation
   *     waits for an answer
   */
  MoveBudget(long heldNanosMax, long nowNanos) {
    this.heldNanosMax = heldNanosMax;
    this.filledAtNanos = nowNanos;
  }

  /** From now on so much; infinite is no limit. */
  void limit(double bytesPerSecondMax, long nowNanos) {
    fill(nowNanos);
    bytesPerSecond = bytesPerSecondMax;
    if (Double.isInfinite(bytesPerSecondMax)) {
      saved = 0;
    }
  }

  /** A frame of so many bytes was sent, or has come. */
  void spend(long bytes, long nowNanos) {
    fill(nowNanos);
    spent += bytes;
    if (!Double.isInfinite(bytesPerSecond)) {
      saved -= bytes;
    }
  }

  /** Goes on with a stream: now if nothing is owed and nobody waits, otherwise in turn. */
  void goOn(Runnable step, long nowNanos) {
    fill(nowNanos);
    if (line.isEmpty() && isPaid()) {
      step.run();
    } else {
      line.addLast(new Held(step, nowNanos + heldNanosMax));
    }
  }

  /**
   * Whether another stream may begin: not while anything is owed, nor while several have just
   * begun. At its other end each begins with new files: so they come as fast as they are made
   * there.
   */
  boolean mayBegin() {
    return isPaid() && unanswered < UNANSWERED_MAX;
  }

  /** Another stream has begun. */
  void begun() {
    unanswered++;
    if (!Double.isInfinite(bytesPerSecond)) {
      saved -= Math.min(BEGIN_BYTES, BEGIN_MAX * bytesPerSecond);
    }
  }

  /** The other end of a stream that had begun has said something, or the stream is over. */
  void answered() {
    unanswered--;
  }

  /** Lets time pass. */
  void tick(long nowNanos) {
    fill(nowNanos);
    for (int count = line.size(); count > 0; count--) {
      Held first = line.getFirst();
      if (!isPaid() && nowNanos - first.untilNanos < 0) {
        return;
      }
      line.removeFirst();
      first.step.run();
    }
  }

  private boolean isPaid() {
    return saved >= 0;
  }

  private void fill(long nowNanos) {
    double seconds = (nowNanos - filledAtNanos) / 1e9;
    filledAtNanos = nowNanos;
    if (!Double.isInfinite(bytesPerSecond)) {
      saved = Math.min(saved + seconds * bytesPerSecond, SAVED_MAX * bytesPerSecond);
    }
  }

  /** Bytes of frames since the loop began. */
  long spentBytes() {
    return spent;
  }
}
