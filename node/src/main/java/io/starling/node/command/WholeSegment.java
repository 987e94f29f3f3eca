package io.starling.node.command;

import io.starling.node.command.SegmentView.ScanStep;
import io.starling.node.command.argument.Integers;
import io.starling.node.command.argument.RefusedException;
import io.starling.storage.entry.Key;
import io.starling.storage.id.HashSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is asked of one segment for commands about the whole cluster. Whoever asks walks through the
 * segments; within a segment each step is short and says where the next one begins.
 */
final class WholeSegment {
  /** Keys that one step visits at most: it shares the loop with other commands. */
  private static final int STEP_KEYS_MAX = 10_000;

  private static final int SCAN_COUNT_DEFAULT = 10;

  private WholeSegment() {}

  static Reply count(SegmentView view, List<byte[]> arguments) {
    return Reply.number(view.keyCount());
  }

  static Reply flush(SegmentView view, List<byte[]> arguments) {
    view.flush();
    return Reply.OK;
  }

  /** {@code segment.scan CURSOR [MATCH pattern] [COUNT count] [TYPE type]}: next cursor, keys. */
  static Reply scan(SegmentView view, List<byte[]> arguments) {
    long cursor = cursor(arguments.get(1));
    ScanOptions options = ScanOptions.parse(arguments, 2, SCAN_COUNT_DEFAULT);
    int count = (int) Math.min(options.count(), STEP_KEYS_MAX);
    ScanStep step = view.scan(cursor, count, options.filter());
    return reply(step.nextCursor(), keys(step.keys()));
  }

  /** {@code segment.keys-in-slot SLOT CURSOR}: next cursor, keys. */
  static Reply keysInSlot(SegmentView view, List<byte[]> arguments) {
    ScanStep step = stepInSlot(view, arguments);
    return reply(step.nextCursor(), keys(step.keys()));
  }

  /** {@code segment.count-in-slot SLOT CURSOR}: next cursor, number of keys in this step. */
  static Reply countInSlot(SegmentView view, List<byte[]> arguments) {
    ScanStep step = stepInSlot(view, arguments);
    return reply(step.nextCursor(), Reply.number(step.keys().size()));
  }

  /**
   * {@code segment.random CURSOR}: a key at or after a place that the asker has drawn, or else the
   * first; nil if there is none.
   */
  static Reply random(SegmentView view, List<byte[]> arguments) {
    Predicate<Key> everyKey = key -> true;
    List<Key> keys = view.scan(cursor(arguments.get(1)), 1, everyKey).keys();
    if (keys.isEmpty()) {
      keys = view.scan(0, 1, everyKey).keys();
    }
    return keys.isEmpty() ? Reply.NIL : new Reply.Bulk(keys.get(0).bytes());
  }

  private static ScanStep stepInSlot(SegmentView view, List<byte[]> arguments) {
    long slot = Integers.parse(arguments.get(1));
    return view.scan(
        cursor(arguments.get(2)), STEP_KEYS_MAX, key -> HashSlot.of(key.bytes()) == slot);
  }

  private static long cursor(byte[] text) {
    long cursor = Integers.parse(text);
    if (cursor < 0 || cursor >= SegmentView.CURSOR_LIMIT) {
      throw new RefusedException("invalid cursor");
    }
    return cursor;
  }

  private static Reply reply(long nextCursor, Reply found) {
    return new Reply.Array(List.of(new Reply.Bulk(Integers.format(nextCursor)), found));
  }

  private static Reply keys(List<Key> keys) {
    List<Reply> replies = new ArrayList<>(keys.size());
    for (Key key : keys) {
      replies.add(new Reply.Bulk(key.bytes()));
    }
    return new Reply.Array(replies);
  }
}
