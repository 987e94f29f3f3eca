package io.starling.node.command;

import io.starling.node.command.argument.Ascii;
import io.starling.node.command.argument.Integers;
import io.starling.node.command.argument.RefusedException;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.EntrySize;
import java.util.List;

/** {@code MEMORY USAGE key [SAMPLES count]}: what an entry counts towards {@code maxmemory}. */
final class MemoryUsage {
  private static final int KEY = 2;
  private static final int OPTION = 3;

  private MemoryUsage() {}

  static Reply usage(SegmentView view, List<byte[]> arguments) {
    checkOptions(arguments);
    Key key = Key.of(arguments.get(KEY));
    EntryHeader header = view.header(key);
    return header == null ? Reply.NIL : Reply.number(EntrySize.of(key, header));
  }

  /** There is nothing to sample in a string; the option is checked all the same. */
  private static void checkOptions(List<byte[]> arguments) {
    if (arguments.size() == KEY + 1) {
      return;
    }
    if (arguments.size() != OPTION + 2 || !Ascii.spells(arguments.get(OPTION), "samples")) {
      throw new RefusedException("syntax error");
    }
    if (Integers.parse(arguments.get(OPTION + 1)) < 0) {
      throw new RefusedException("syntax error");
    }
  }
}
