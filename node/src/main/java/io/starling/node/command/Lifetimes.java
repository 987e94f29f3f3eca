package io.starling.node.command;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Commands that tell how long a key lives. */
final class Lifetimes {
  private static final Reply NO_KEY = Reply.number(-2);
  private static final Reply NO_DEADLINE = Reply.number(-1);

  private Lifetimes() {}

  static Reply ttl(SegmentView view, List<byte[]> arguments) {
    return tell(view, arguments, deadline -> seconds(deadline - view.nowMillis()));
  }

  static Reply pttl(SegmentView view, List<byte[]> arguments) {
    return tell(view, arguments, deadline -> deadline - view.nowMillis());
  }

  static Reply expiretime(SegmentView view, List<byte[]> arguments) {
    return tell(view, arguments, Lifetimes::seconds);
  }

  static Reply pexpiretime(SegmentView view, List<byte[]> arguments) {
    return tell(view, arguments, LongUnaryOperator.identity());
  }

  private static Reply tell(
      SegmentView view, List<byte[]> arguments, LongUnaryOperator ofDeadline) {
    EntryHeader header = view.header(Key.of(arguments.get(1)));
    if (header == null) {
      return NO_KEY;
    }
    return header.expires()
        ? Reply.number(ofDeadline.applyAsLong(header.expireAtMillis()))
        : NO_DEADLINE;
  }

  /** Rounded half up, without overflow. */
  private static long seconds(long millis) {
    return millis / 1000 + (millis % 1000 >= 500 ? 1 : 0);
  }
}
