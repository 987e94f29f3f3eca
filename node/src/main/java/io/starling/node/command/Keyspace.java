package io.starling.node.command;

import io.starling.storage.entry.Key;
import java.util.List;

/** Commands about the presence of keys, whatever their values. */
final class Keyspace {
  private static final Reply STRING = new Reply.Status("string");
  private static final Reply NONE = new Reply.Status("none");

  private Keyspace() {}

  static Reply del(SegmentView view, List<byte[]> arguments) {
    long deleted = 0;
    for (byte[] bytes : arguments.subList(1, arguments.size())) {
      Key key = Key.of(bytes);
      if (view.header(key) != null) {
        view.delete(key);
        deleted++;
      }
    }
    return Reply.number(deleted);
  }

  /** A key that is named twice counts twice. */
  static Reply exists(SegmentView view, List<byte[]> arguments) {
    long present = 0;
    for (byte[] key : arguments.subList(1, arguments.size())) {
      if (view.header(Key.of(key)) != null) {
        present++;
      }
    }
    return Reply.number(present);
  }

  static Reply type(SegmentView view, List<byte[]> arguments) {
    return view.header(Key.of(arguments.get(1))) == null ? NONE : STRING;
  }
}
