package io.starling.node.command;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import java.util.List;

/** Commands that look at values. */
final class StringReads {
  private StringReads() {}

  static Reply get(SegmentView view, List<byte[]> arguments) {
    return valueOf(view, arguments.get(1));
  }

  static Reply valueOf(SegmentView view, byte[] key) {
    Entry entry = view.get(Key.of(key));
    return entry == null ? Reply.NIL : new Reply.Bulk(entry.value());
  }
}
