package io.starling.node.command;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that read whole values. */
final class StringReads {
  private StringReads() {}

  static Reply get(SegmentView view, List<byte[]> arguments) {
    return bulkOrNil(view.get(Key.of(arguments.get(1))));
  }

  static Reply mget(SegmentView view, List<byte[]> arguments) {
    List<Reply> values = new ArrayList<>(arguments.size() - 1);
    for (byte[] key : arguments.subList(1, arguments.size())) {
      values.add(bulkOrNil(view.get(Key.of(key))));
    }
    return new Reply.Array(values);
  }

  static Reply strlen(SegmentView view, List<byte[]> arguments) {
    EntryHeader header = view.header(Key.of(arguments.get(1)));
    return Reply.number(header == null ? 0 : header.valueLength());
  }

  /** How a value, or that there is none, is replied. */
  static Reply bulkOrNil(@Nullable Entry entry) {
    return entry == null ? Reply.NIL : new Reply.Bulk(entry.value());
  }
}
