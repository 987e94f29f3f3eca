package io.starling.node.command;

import io.starling.node.command.argument.ExtendedFloat;
import io.starling.node.command.argument.FloatText;
import io.starling.node.command.argument.Integers;
import io.starling.node.command.argument.Limits;
import io.starling.node.command.argument.RefusedException;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that calculate with values. A missing key counts as zero; the deadline stays. */
final class Counters {
  private Counters() {}

  static Reply incr(SegmentView view, List<byte[]> arguments) {
    return add(view, arguments.get(1), 1);
  }

  static Reply decr(SegmentView view, List<byte[]> arguments) {
    return add(view, arguments.get(1), -1);
  }

  static Reply incrby(SegmentView view, List<byte[]> arguments) {
    return add(view, arguments.get(1), Integers.parse(arguments.get(2)));
  }

  static Reply decrby(SegmentView view, List<byte[]> arguments) {
    long amount = Integers.parse(arguments.get(2));
    if (amount == Long.MIN_VALUE) {
      throw new RefusedException("decrement would overflow");
    }
    return add(view, arguments.get(1), -amount);
  }

  static Reply incrbyfloat(SegmentView view, List<byte[]> arguments) {
    Key key = Key.of(arguments.get(1));
    Entry entry = view.get(key);
    ExtendedFloat old = entry == null ? ExtendedFloat.ZERO : FloatText.parse(entry.value());
    ExtendedFloat sum = old.plus(FloatText.parse(arguments.get(2)));
    if (sum.isInfinite()) {
      throw new RefusedException("increment would produce NaN or Infinity");
    }
    byte[] value = sum.format();
    Limits.check(key, value.length);
    view.set(key, value, deadlineOf(entry));
    return new Reply.Bulk(value);
  }

  private static Reply add(SegmentView view, byte[] keyBytes, long amount) {
    Key key = Key.of(keyBytes);
    Entry entry = view.get(key);
    long old = entry == null ? 0 : Integers.parse(entry.value());
    long sum = old + amount;
    // Overflow shows as a sum whose sign differs from that of both terms.
    if (((old ^ sum) & (amount ^ sum)) < 0) {
      throw new RefusedException("increment or decrement would overflow");
    }
    byte[] value = Integers.format(sum);
    Limits.check(key, value.length);
    view.set(key, value, deadlineOf(entry));
    return Reply.number(sum);
  }

  private static long deadlineOf(@Nullable Entry entry) {
    return entry == null ? EntryHeader.NEVER : entry.header().expireAtMillis();
  }
}
