package io.starling.antientropy.sync;

import io.starling.antientropy.stream.FrameItem.BatchBegun;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.List;

/** A batch that is not committed, as far as it has come. */
final class IncomingBatch {
  /** Bytes of the longest batch: it is held in memory until all of it is there. */
  static final long LENGTH_MAX = 16L << 20;

  private final Version version;
  private final int entryCount;
  private final List<KeyedEntry> entries = new ArrayList<>();
  private long length;

  IncomingBatch(BatchBegun begun) {
    this.version = begun.version();
    this.entryCount = begun.entryCount();
  }

  static long length(List<KeyedEntry> entries) {
    return entries.stream().mapToLong(IncomingBatch::length).sum();
  }

  private static long length(KeyedEntry entry) {
    return (long) entry.key().length() + entry.entry().value().length;
  }

  /**
   * Adds the next entry.
   *
   * @throws SyncException if it is of another version, or the batch gets too long
   */
  void add(KeyedEntry entry) throws SyncException {
    length += length(entry);
    if (!entry.entry().version().equals(version) || length > LENGTH_MAX) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    entries.add(entry);
  }

  boolean isComplete() {
    return entries.size() == entryCount;
  }

  List<KeyedEntry> entries() {
    return entries;
  }
}
