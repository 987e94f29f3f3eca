package io.starling.node.command;

import io.starling.node.command.argument.Ascii;
import io.starling.node.command.argument.Integers;
import io.starling.node.command.argument.Limits;
import io.starling.node.command.argument.RefusedException;
import io.starling.storage.entry.Key;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The options of SCAN.
 *
 * @param count how many keys to visit, at least 1
 * @param pattern that wanted keys match; null for all
 * @param type of wanted keys; null for all
 */
record ScanOptions(long count, byte @Nullable [] pattern, byte @Nullable [] type) {
  private static final String ONLY_TYPE = "string";

  /** Reads the options from the argument at index {@code from} on. */
  static ScanOptions parse(List<byte[]> arguments, int from, long countDefault) {
    ScanOptions options = new ScanOptions(countDefault, null, null);
    for (int i = from; i < arguments.size(); i += 2) {
      if (i + 1 == arguments.size()) {
        throw syntaxError();
      }
      options = options.with(arguments.get(i), arguments.get(i + 1));
    }
    return options;
  }

  /** Whether a key is wanted; to be used for one step only. */
  Predicate<Key> filter() {
    if (type != null && !Ascii.spells(type, ONLY_TYPE)) {
      return key -> false;
    }
    if (pattern == null) {
      return key -> true;
    }
    Limits.checkPattern(pattern);
    Glob glob = Glob.of(pattern);
    return key -> glob.matches(key.bytes());
  }

  private ScanOptions with(byte[] word, byte[] value) {
    if (Ascii.spells(word, "count")) {
      return new ScanOptions(positive(Integers.parse(value)), pattern, type);
    }
    if (Ascii.spells(word, "match")) {
      return new ScanOptions(count, value, type);
    }
    if (Ascii.spells(word, "type")) {
      return new ScanOptions(count, pattern, value);
    }
    throw syntaxError();
  }

  private static long positive(long count) {
    if (count < 1) {
      throw syntaxError();
    }
    return count;
  }

  private static RefusedException syntaxError() {
    return new RefusedException("syntax error");
  }
}
