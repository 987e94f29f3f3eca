package io.starling.node.loop;

import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.CommandTable;
import io.starling.node.command.Reply;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;

/** A request on its way to its one reply. Belongs to the loop of its segment. */
final class Attempt implements ReplyReceiver {
  private final SegmentRequest request;
  private final ReplyReceiver receiver;
  private final long deadlineNanos;
  private boolean answered;

  Attempt(SegmentRequest request, ReplyReceiver receiver, long deadlineNanos) {
    this.request = request;
    this.receiver = receiver;
    this.deadlineNanos = deadlineNanos;
  }

  SegmentRequest request() {
    return request;
  }

  boolean isAnswered() {
    return answered;
  }

  boolean isLate(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /** Whether the command may change something: if its fate is unknown it must not be sent again. */
  boolean mayWrite() {
    Command command = CommandTable.forSegment(request.arguments());
    return command == null || !command.is(CommandFlag.READONLY);
  }

  /** The reply; a second one, of an attempt that was given up for unknown, is dropped. */
  @Override
  public void receive(Reply reply) {
    if (!answered) {
      answered = true;
      receiver.receive(reply);
    }
  }
}
