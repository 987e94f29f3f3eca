package io.starling.node.loop;

import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.CommandTable;
import io.starling.node.command.Reply;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;

/** A request on its way to its one reply. Belongs to the loop of its segment. */
final class Attempt implements ReplyReceiver {
  private SegmentRequest request;
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

  /** Another node than the primary is to answer it, or this one. */
  void takeDetour() {
    request = request.with(Detour.TAKEN);
  }

  /** Whether another node than the primary is to answer it, or this one. */
  boolean isOnDetour() {
    return request.levels().detour() == Detour.TAKEN;
  }

  /** Only the primary is asked from now on. */
  void endDetour() {
    request = request.with(Detour.OVER);
  }

  boolean isAnswered() {
    return answered;
  }

  long deadlineNanos() {
    return deadlineNanos;
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
