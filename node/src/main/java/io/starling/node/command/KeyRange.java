package io.starling.node.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a command's keys are among its arguments, the name being argument 0; as in Redis' COMMAND.
 *
 * @param first index of the first key, 0 if the command has none
 * @param last index of the last key; counted from the end if negative, -1 being the last argument
 * @param step from one key to the next
 */
public record KeyRange(int first, int last, int step) {
  /** No key at all. */
  public static final KeyRange NONE = new KeyRange(0, 0, 0);

  /** The first argument. */
  public static final KeyRange ONE = new KeyRange(1, 1, 1);

  /** Every argument. */
  public static final KeyRange ALL = new KeyRange(1, -1, 1);

  /** Key and value in turn. */
  public static final KeyRange PAIRS = new KeyRange(1, -1, 2);

  /** Whether there is no key. */
  public boolean isEmpty() {
    return first == 0;
  }

  /** The index of the last key in a command of so many arguments, its name included. */
  public int lastIndex(int argumentCount) {
    return last < 0 ? argumentCount + last : last;
  }

  /** The keys of a command with an acceptable number of arguments, in order. */
  public List<byte[]> keysOf(List<byte[]> arguments) {
    List<byte[]> keys = new ArrayList<>();
    if (!isEmpty()) {
      for (int i = first; i <= lastIndex(arguments.size()); i += step) {
        keys.add(arguments.get(i));
      }
    }
    return keys;
  }
}
