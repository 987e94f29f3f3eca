package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;

/** What an entry counts against {@code maxmemory}, and how large one may be. */
public final class EntrySize {
  /**
   * What storing an entry takes beyond its key and value, in bytes: roughly, and the same
   * everywhere.
   */
  private static final int OVERHEAD = 64;

  private EntrySize() {}

  /** Bytes of an entry: its key, its value, and the overhead. */
  public static long of(Key key, EntryHeader header) {
    return of(key, header.valueLength());
  }

  static long of(Key key, int valueLength) {
    return (long) key.length() + valueLength + OVERHEAD;
  }

  /**
   * Holds the limits that every store keeps.
   *
   * @throws IllegalArgumentException naming the limit: whoever lets clients in has checked before
   */
  static void check(Key key, Entry entry) {
    if (key.length() > Key.LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a key has at most " + Key.LENGTH_MAX + " bytes, not " + key.length());
    }
    if (entry.value().length > Entry.VALUE_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a value has at most " + Entry.VALUE_LENGTH_MAX + " bytes, not " + entry.value().length);
    }
  }
}
