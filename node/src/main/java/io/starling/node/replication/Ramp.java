package io.starling.node.replication;

import io.starling.node.command.Command;
import io.starling.node.command.CommandTable;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.ReadShare;
import io.starling.node.routing.SegmentRequest;
import io.starling.storage.id.NodeId;
import java.util.List;

/**
 * How the reads of a segment move over to the newcomer that is to lead it, before it does
 * (ARCHITECTURE.md 3.8): its caches are warm when the writes come, and if it is no good the way
 * back is short.
 *
 * <pre>
 * step -> next step:  it has lasted its part of the ramp
 * last step -> DONE:  likewise
 * any step -> first step: of the reads that the newcomer was to answer too many came back
 * any step -> FAILED: that has happened before; a pause of a process is no reason to give up a move
 * </pre>
 *
 * A read comes back if the newcomer holds another version, has no room for it, or is slower than
 * whoever waits for it will wait. What this primary itself did not confirm is not held against it.
 */
final class Ramp {
  /** Steps, in percent of the keys. */
  private static final List<Integer> PERCENTS = List.of(5, 25, 60, 100);

  /** Fewer than so many reads that came back in a step prove nothing. */
  private static final int RETURNED_MIN = 8;

  /** One read of so many may come back. */
  private static final int RETURNED_SHARE = 4;

  /** What has come of it. */
  enum Verdict {
    GOES_ON,
    /** Another share than before. */
    NEXT_STEP,
    DONE,
    FAILED
  }

  private final Confirmations confirmations;
  private final long stepNanos;
  private ReadShare share;
  private int step;
  private boolean stumbled;
  private long stepEndNanos;
  private long sent;
  private long returned;
  private long askedBefore;
  private long refusedBefore;

  /**
   * Begins with the first step.
   *
   * @param confirmations what this primary is asked about reads
   * @param lengthNanos of all steps
   */
  Ramp(NodeId newcomer, Confirmations confirmations, long lengthNanos, long nowNanos) {
    this.confirmations = confirmations;
    this.stepNanos = lengthNanos / PERCENTS.size();
    this.share = new ReadShare(newcomer, PERCENTS.get(0));
    begin(0, nowNanos);
  }

  private void begin(int number, long nowNanos) {
    step = number;
    share = new ReadShare(share.node(), PERCENTS.get(number));
    stepEndNanos = nowNanos + stepNanos;
    sent = 0;
    returned = 0;
    askedBefore = confirmations.asked();
    refusedBefore = confirmations.refused();
  }

  NodeId newcomer() {
    return share.node();
  }

  int percent() {
    return share.percent();
  }

  /** Whether the newcomer is to answer this request; counts it. */
  boolean sendsOn(SegmentRequest request) {
    if (request.levels().detour() == Detour.OVER) {
      returned++;
      return false;
    }
    Command command = CommandTable.forSegment(request.arguments());
    boolean sends = command != null && share.covers(command, request.arguments(), request.levels());
    sent += sends ? 1 : 0;
    return sends;
  }

  /** Lets time pass. */
  Verdict tick(long nowNanos) {
    if (nowNanos - stepEndNanos < 0) {
      return Verdict.GOES_ON;
    }
    boolean bad = isBad();
    if (bad && stumbled) {
      return Verdict.FAILED;
    }
    if (!bad && step == PERCENTS.size() - 1) {
      return Verdict.DONE;
    }
    stumbled |= bad;
    begin(bad ? 0 : step + 1, nowNanos);
    return Verdict.NEXT_STEP;
  }

  /** Clients of the cluster port come to the newcomer by themselves, and show when it asks. */
  private boolean isBad() {
    long bad = returned - (confirmations.refused() - refusedBefore);
    long all = Math.max(sent, confirmations.asked() - askedBefore);
    return bad >= RETURNED_MIN && bad * RETURNED_SHARE > all;
  }

  /** What is to be said of a newcomer that failed. */
  String failure() {
    long all = Math.max(sent, confirmations.asked() - askedBefore);
    return returned + " of " + all + " reads came back unanswered";
  }
}
