package io.starling.node.command;

import io.starling.node.command.argument.Integers;
import io.starling.node.command.argument.Limits;
import io.starling.node.command.argument.RefusedException;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that read or change a part of a value. A missing key is an empty value to them. */
final class Ranges {
  private static final byte[] EMPTY = new byte[0];

  private Ranges() {}

  static Reply append(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    byte[] tail = arguments.get(2);
    Entry entry = view.get(key);
    byte[] value = valueOf(entry);
    Limits.check(key, (long) value.length + tail.length);
    byte[] longer = Arrays.copyOf(value, value.length + tail.length);
    System.arraycopy(tail, 0, longer, value.length, tail.length);
    view.set(key, longer, deadlineOf(entry));
    return Reply.number(longer.length);
  }

  static Reply setrange(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    long offset = Integers.parse(arguments.get(2));
    byte[] part = arguments.get(3);
    if (offset < 0) {
      throw new RefusedException("offset is out of range");
    }
    Entry entry = view.get(key);
    byte[] value = valueOf(entry);
    if (part.length == 0) {
      return Reply.number(value.length);
    }
    Limits.check(key, saturatedSum(offset, part.length));
    int end = (int) offset + part.length;
    byte[] changed = Arrays.copyOf(value, Math.max(value.length, end));
    System.arraycopy(part, 0, changed, (int) offset, part.length);
    view.set(key, changed, deadlineOf(entry));
    return Reply.number(changed.length);
  }

  static Reply getrange(SegmentView view, List<byte[]> arguments) {
    long start = Integers.parse(arguments.get(2));
    long end = Integers.parse(arguments.get(3));
    byte[] value = valueOf(view.get(Key.of(arguments.get(1))));
    if (start < 0 && end < 0 && start > end) {
      return new Reply.Bulk(EMPTY);
    }
    long from = fromFront(start, value.length);
    long to = Math.min(fromFront(end, value.length), value.length - 1L);
    boolean whole = from == 0 && to == value.length - 1L;
    return new Reply.Bulk(
        whole ? value : from > to ? EMPTY : Arrays.copyOfRange(value, (int) from, (int) to + 1));
  }

  /** A position as an index; a negative one counts from the end, and stops at the first byte. */
  private static long fromFront(long position, int length) {
    return position < 0 ? Math.max(0, position + length) : position;
  }

  private static long saturatedSum(long left, long right) {
    return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
  }

  private static byte[] valueOf(@Nullable Entry entry) {
    return entry == null ? EMPTY : entry.value();
  }

  private static long deadlineOf(@Nullable Entry entry) {
    return entry == null ? EntryHeader.NEVER : entry.header().expireAtMillis();
  }
}
