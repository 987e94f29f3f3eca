package io.starling.node.client.keys;

import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.util.List;

/**
 * Asks the same of every segment, some at a time, and adds up what they answer. Ends early at
 * nothing: every segment is asked once.
 */
final class SegmentSweep implements ReplyReceiver {
  /** Segments asked at a time: enough to hide the way there and back, too few to fill a queue. */
  private static final int WINDOW = 32;

  private final SegmentRouter router;
  private final int[] segments;
  private final List<byte[]> arguments;
  private final Levels levels;
  private final PartFailures failures = new PartFailures();
  private final Outcome outcome;
  private int asked;
  private int answered;
  private long sum;
  private boolean asking;

  /** What to reply at the end. */
  @FunctionalInterface
  interface Outcome {
    /**
     * @param failures perhaps none
     * @param sum of the numbers that segments replied
     */
    void conclude(PartFailures failures, long sum);
  }

  SegmentSweep(SegmentRouter router, int[] segments, SegmentRequest question, Outcome outcome) {
    this.router = router;
    this.segments = segments.clone();
    this.arguments = question.arguments();
    this.levels = question.levels();
    this.outcome = outcome;
  }

  void start() {
    if (segments.length == 0) {
      outcome.conclude(failures, 0);
    } else {
      askMore();
    }
  }

  @Override
  public void receive(Reply reply) {
    switch (reply) {
      case Reply.Failure failure -> failures.add(failure);
      case Reply.Number number -> {
        failures.addSuccess();
        sum += number.value();
      }
      case Reply.Status done -> failures.addSuccess();
      case Reply.Bulk other -> throw unexpected(other);
      case Reply.Nil other -> throw unexpected(other);
      case Reply.Array other -> throw unexpected(other);
      case Reply.Pairs other -> throw unexpected(other);
    }
    answered++;
    if (answered == segments.length) {
      outcome.conclude(failures, sum);
    } else {
      askMore();
    }
  }

  /** A loop, not a recursion: replies may come before submit returns. */
  private void askMore() {
    if (asking) {
      return;
    }
    asking = true;
    while (asked < segments.length && asked - answered < WINDOW) {
      router.submit(new SegmentRequest(segments[asked++], arguments, levels), this);
    }
    asking = false;
  }

  private IllegalStateException unexpected(Reply reply) {
    return new IllegalStateException("a segment answered a sweep with " + reply);
  }
}
