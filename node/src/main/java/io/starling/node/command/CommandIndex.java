package io.starling.node.command;

import io.starling.node.command.argument.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a command by the bytes of its name, whatever their case, without allocating: open
 * addressing at most a quarter full, so that nearly every look-up compares one name.
 */
final class CommandIndex {
  private static final int SPARSENESS = 4;

  private final byte[] @Nullable [] names;
  private final @Nullable Command[] commands;
  private final int mask;
  private final int nameLengthMax;

  CommandIndex(List<Command> rows) {
    int size = Integer.highestOneBit(Math.max(1, rows.size())) * 2 * SPARSENESS;
    names = new byte[size][];
    commands = new Command[size];
    mask = size - 1;
    int longest = 0;
    for (Command row : rows) {
      byte[] name = row.name().getBytes(StandardCharsets.US_ASCII);
      longest = Math.max(longest, name.length);
      insert(name, row);
    }
    nameLengthMax = longest;
  }

  /** The command of this name; null if there is none. */
  @Nullable Command find(byte[] name) {
    if (name.length > nameLengthMax) {
      return null;
    }
    for (int at = hash(name) & mask; ; at = (at + 1) & mask) {
      byte[] candidate = names[at];
      if (candidate == null) {
        return null;
      }
      if (Ascii.equalsIgnoringCase(name, candidate)) {
        return commands[at];
      }
    }
  }

  private void insert(byte[] name, Command row) {
    int at = hash(name) & mask;
    while (names[at] != null) {
      at = (at + 1) & mask;
    }
    names[at] = name;
    commands[at] = row;
  }

  private static int hash(byte[] name) {
    int hash = name.length;
    for (byte b : name) {
      hash = 31 * hash + Ascii.lower(b);
    }
    return hash ^ (hash >>> 15);
  }
}
