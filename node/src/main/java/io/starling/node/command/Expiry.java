package io.starling.node.command;

import io.starling.node.command.argument.Deadlines;
import io.starling.node.command.argument.Deadlines.Form;
import io.starling.node.command.argument.Integers;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.List;

/** Commands that change the deadline of a key. */
final class Expiry {
  private Expiry() {}

  static Reply expire(SegmentView view, List<byte[]> arguments) {
    return expire(Form.EX, "expire", view, arguments);
  }

  static Reply pexpire(SegmentView view, List<byte[]> arguments) {
    return expire(Form.PX, "pexpire", view, arguments);
  }

  static Reply expireat(SegmentView view, List<byte[]> arguments) {
    return expire(Form.EXAT, "expireat", view, arguments);
  }

  static Reply pexpireat(SegmentView view, List<byte[]> arguments) {
    return expire(Form.PXAT, "pexpireat", view, arguments);
  }

  static Reply persist(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    EntryHeader header = view.header(key);
    Entry entry = header == null || !header.expires() ? null : view.get(key);
    if (entry == null) {
      return Reply.number(0);
    }
    view.set(key, entry.value(), EntryHeader.NEVER);
    return Reply.number(1);
  }

  private static Reply expire(Form form, String command, SegmentView view, List<byte[]> arguments) {
    ExpiryConditions conditions = ExpiryConditions.parse(arguments, 3);
    long amount = Integers.parse(arguments.get(2));
    long deadline = Deadlines.of(form, amount, view.nowMillis(), command);
    Key key = Key.of(arguments.get(1));
    EntryHeader header = view.header(key);
    if (header == null || !conditions.allow(header, deadline)) {
      return Reply.number(0);
    }
    if (deadline <= view.nowMillis()) {
      view.delete(key);
      return Reply.number(1);
    }
    Entry entry = view.get(key);
    if (entry == null) {
      return Reply.number(0);
    }
    view.set(key, entry.value(), deadline);
    return Reply.number(1);
  }
}
