package io.starling.antientropy.sync;

import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Entries of batches that wait until a pull is complete, so that a broken one leaves no half of
 * them.
 */
final class HeldBack {
  private final TreeMap<Version, List<KeyedEntry>> byVersion = new TreeMap<>();
  private final long bytesMax;
  private long bytes;

  HeldBack(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  void add(KeyedEntry entry) throws SyncException {
    bytes += entry.key().length() + entry.entry().value().length;
    if (bytes > bytesMax) {
      throw new SyncException(SyncFailure.HELD_BACK_TOO_MUCH);
    }
    byVersion.computeIfAbsent(entry.entry().version(), unused -> new ArrayList<>()).add(entry);
  }

  /** Hands over what was held back, a batch at a time, the oldest first. */
  void release(Consumer<List<KeyedEntry>> batch) {
    byVersion.values().forEach(batch);
    byVersion.clear();
    bytes = 0;
  }
}
