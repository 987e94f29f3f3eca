package io.starling.antientropy.sync;

import io.starling.antientropy.stream.FrameItem.EntryBegun;
import io.starling.antientropy.stream.FrameItem.EntryPart;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Write.KeyedEntry;

/** An entry that comes in parts, as far as it has come. */
final class IncomingEntry {
  private final EntryBegun begun;
  private final byte[] value;
  private int length;

  IncomingEntry(EntryBegun begun) {
    this.begun = begun;
    this.value = new byte[begun.header().valueLength()];
  }

  /**
   * Adds the next part.
   *
   * @throws SyncException if it is longer than what is missing
   */
  void add(EntryPart part) throws SyncException {
    if (part.bytes().length > value.length - length) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    System.arraycopy(part.bytes(), 0, value, length, part.bytes().length);
    length += part.bytes().length;
  }

  boolean isComplete() {
    return length == value.length;
  }

  /**
   * The entry, once it is complete.
   *
   * @throws SyncException if its value does not have its hash
   */
  KeyedEntry entry() throws SyncException {
    if (Entry.hashValue(value) != begun.header().valueHash()) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    return new KeyedEntry(begun.key(), new Entry(begun.header(), value));
  }
}
