package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.CommandTable;
import io.starling.node.command.Reply;
import io.starling.node.routing.SegmentRequest;

/** What is known of a request before it is evaluated, and evaluation that changes nothing. */
final class Evaluator {
  private Evaluator() {}

  /**
   * Whether the command is known to change nothing. An unknown one does: it is answered as such.
   */
  static boolean isRead(SegmentRequest request) {
    return has(request, CommandFlag.READONLY);
  }

  /** Whether the command may write. */
  static boolean isWrite(SegmentRequest request) {
    return has(request, CommandFlag.WRITE);
  }

  /** Whether the command may need more memory. */
  static boolean isDeniedWhenFull(SegmentRequest request) {
    return has(request, CommandFlag.DENYOOM);
  }

  private static boolean has(SegmentRequest request, CommandFlag flag) {
    Command command = CommandTable.forSegment(request.arguments());
    return command != null && command.is(flag);
  }

  /** Answers from a copy as it is, stale or not. */
  static Reply readLocally(SegmentCopy copy, SegmentRequest request, Now now) {
    CommandView view = new CommandView(copy, now.wallMillis(), false);
    return CommandTable.evaluate(view, request.arguments());
  }
}
