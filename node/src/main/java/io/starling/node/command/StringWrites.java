package io.starling.node.command;

import io.starling.node.command.argument.Deadlines;
import io.starling.node.command.argument.Limits;
import io.starling.node.command.argument.ValueOptions;
import io.starling.node.command.argument.ValueOptions.Option;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.List;

/** Commands that replace whole values, whatever was there. */
final class StringWrites {
  private StringWrites() {}

  static Reply set(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    byte[] value = arguments.get(2);
    Limits.check(key, value.length);
    if (arguments.size() == 3) {
      view.set(key, value, EntryHeader.NEVER);
      return Reply.OK;
    }
    ValueOptions options = ValueOptions.parse(arguments, 3, ValueOptions.OF_SET);
    return set(view, key, value, options);
  }

  private static Reply set(SegmentView view, Key key, byte[] value, ValueOptions options) {
    long deadline = options.deadline(view.nowMillis(), "set");
    Entry old = options.has(Option.GET) ? view.get(key) : null;
    EntryHeader header = old == null ? view.header(key) : old.header();
    boolean exists = header != null;
    boolean wanted = !(options.has(Option.NX) && exists) && !(options.has(Option.XX) && !exists);
    if (wanted) {
      boolean keepsDeadline = options.has(Option.KEEPTTL);
      store(view, key, value, header != null && keepsDeadline ? header.expireAtMillis() : deadline);
    }
    return options.has(Option.GET) || !wanted ? StringReads.bulkOrNil(old) : Reply.OK;
  }

  static Reply setnx(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    byte[] value = arguments.get(2);
    Limits.check(key, value.length);
    if (view.header(key) != null) {
      return Reply.number(0);
    }
    view.set(key, value, EntryHeader.NEVER);
    return Reply.number(1);
  }

  static Reply setex(SegmentView view, List<byte[]> arguments) {
    return setFor(Deadlines.Form.EX, "setex", view, arguments);
  }

  static Reply psetex(SegmentView view, List<byte[]> arguments) {
    return setFor(Deadlines.Form.PX, "psetex", view, arguments);
  }

  private static Reply setFor(
      Deadlines.Form form, String command, SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    byte[] value = arguments.get(3);
    Limits.check(key, value.length);
    store(view, key, value, Deadlines.positive(form, arguments.get(2), view.nowMillis(), command));
    return Reply.OK;
  }

  static Reply getset(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    byte[] value = arguments.get(2);
    Limits.check(key, value.length);
    Entry old = view.get(key);
    view.set(key, value, EntryHeader.NEVER);
    return StringReads.bulkOrNil(old);
  }

  static Reply getdel(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    Entry old = view.get(key);
    view.delete(key);
    return StringReads.bulkOrNil(old);
  }

  static Reply getex(SegmentView view, List<byte[]> arguments) {
    ValueOptions options = ValueOptions.parse(arguments, 2, ValueOptions.OF_GETEX);
    Key key = Key.of(arguments.get(1));
    Entry entry = view.get(key);
    if (entry == null) {
      return Reply.NIL;
    }
    long deadline = options.deadline(view.nowMillis(), "getex");
    boolean persists = options.has(Option.PERSIST) && entry.header().expires();
    if (deadline != EntryHeader.NEVER || persists) {
      store(view, key, entry.value(), deadline);
    }
    return new Reply.Bulk(entry.value());
  }

  /** Sets a key; one whose deadline has passed is gone at once. */
  static void store(SegmentView view, Key key, byte[] value, long deadline) {
    if (deadline != EntryHeader.NEVER && deadline <= view.nowMillis()) {
      view.delete(key);
    } else {
      view.set(key, value, deadline);
    }
  }
}
