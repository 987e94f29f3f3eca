package io.starling.node.command.argument;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;

/** What is too large to be stored, and the errors that say so. */
public final class Limits {
  private Limits() {}

  /** Refuses an entry whose key or value is too long; checked before anything is changed. */
  public static void check(Key key, long valueLength) {
    check("key", key.length(), Key.LENGTH_MAX);
    check("value", valueLength, Entry.VALUE_LENGTH_MAX);
  }

  public static void checkPattern(byte[] pattern) {
    check("pattern", pattern.length, Key.LENGTH_MAX);
  }

  private static void check(String what, long length, int lengthMax) {
    if (length > lengthMax) {
      throw new RefusedException(what + " is " + length + " bytes; the limit is " + lengthMax);
    }
  }
}
