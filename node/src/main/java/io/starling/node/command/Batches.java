package io.starling.node.command;

import io.starling.node.command.argument.Limits;
import io.starling.node.command.argument.RefusedException;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.List;

/** Commands that set several keys as one write: all of them or none. */
final class Batches {
  private Batches() {}

  static Reply mset(SegmentView view, List<byte[]> arguments) {
    check("mset", arguments);
    setAll(view, arguments);
    return Reply.OK;
  }

  static Reply msetnx(SegmentView view, List<byte[]> arguments) {
    check("msetnx", arguments);
    for (byte[] key : KeyRange.PAIRS.keysOf(arguments)) {
      if (view.header(Key.of(key)) != null) {
        return Reply.number(0);
      }
    }
    setAll(view, arguments);
    return Reply.number(1);
  }

  private static void check(String command, List<byte[]> arguments) {
    if (arguments.size() % 2 == 0) {
      throw new RefusedException(CommandErrors.wrongArgumentCountText(command));
    }
    for (int i = 1; i < arguments.size(); i += 2) {
      Limits.check(Key.of(arguments.get(i)), arguments.get(i + 1).length);
    }
  }

  /** Of a key that is given twice the last value stays. */
  private static void setAll(SegmentView view, List<byte[]> arguments) {
    for (int i = 1; i < arguments.size(); i += 2) {
      view.set(Key.of(arguments.get(i)), arguments.get(i + 1), EntryHeader.NEVER);
    }
  }
}
