package io.starling.node.client.keys;

import io.starling.node.command.Reply;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import org.jspecify.annotations.Nullable;

/** Asks segments one question after the other; each answer says what to ask next. */
final class SegmentWalk implements ReplyReceiver {
  private final SegmentRouter router;
  private final Steps steps;
  private boolean asking;
  private @Nullable SegmentRequest next;

  /** Decides where a walk goes. */
  @FunctionalInterface
  interface Steps {
    /** Takes an answer; returns the next question, or null if the walk is over. */
    @Nullable SegmentRequest after(Reply answer);
  }

  SegmentWalk(SegmentRouter router, Steps steps) {
    this.router = router;
    this.steps = steps;
  }

  void start(SegmentRequest first) {
    next = first;
    ask();
  }

  @Override
  public void receive(Reply answer) {
    next = steps.after(answer);
    ask();
  }

  /** A loop, not a recursion: replies may come before submit returns. */
  private void ask() {
    if (asking) {
      return;
    }
    asking = true;
    while (next != null) {
      SegmentRequest question = next;
      next = null;
      router.submit(question, this);
    }
    asking = false;
  }
}
