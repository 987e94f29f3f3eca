package io.starling.node.replication;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;

/**
 * A reply that is held back until the writes it rests on are committed. Answers exactly once.
 *
 * <p>If they never commit in this epoch, a command that wrote has an unknown outcome: the next
 * primary may find the write or not. One that only read was certainly not applied.
 */
final class Waiter {
  private final Reply reply;
  private final boolean wrote;
  private final ReplyReceiver receiver;
  private int outstanding;
  private boolean answered;

  Waiter(Reply reply, boolean wrote, ReplyReceiver receiver) {
    this.reply = reply;
    this.wrote = wrote;
    this.receiver = receiver;
  }

  /** One more commit to wait for. */
  void expect() {
    outstanding++;
  }

  /** One of the awaited commits has come. */
  void committed() {
    outstanding--;
    answerIfDone();
  }

  /** Answers now if there is nothing to wait for. */
  void answerIfDone() {
    if (outstanding == 0 && !answered) {
      answered = true;
      receiver.receive(reply);
    }
  }

  /** Answers something else instead: the command failed after all. */
  void answerInstead(Reply other) {
    if (!answered) {
      answered = true;
      receiver.receive(other);
    }
  }

  /** The epoch ended, or the level was not met, before the commits came. */
  void abandon(String reason) {
    if (!answered) {
      answered = true;
      receiver.receive(
          wrote
              ? Reply.failure(ErrorCode.UNKNOWN, "the write may or may not be applied: " + reason)
              : Reply.failure(ErrorCode.TRYAGAIN, reason));
    }
  }
}
