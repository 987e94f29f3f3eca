package io.starling.antientropy.copy;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.EntrySize;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How many entries of each kind a copy holds, and what its tombstones take. */
final class Census {
  private final int[] tombstonesByLeaf = new int[ScanOrder.LEAF_COUNT];
  private long keyCount;
  private long tombstoneCount;
  private long tombstoneBytes;
  private long expiringCount;

  void replace(Key key, @Nullable EntryHeader old, @Nullable EntryHeader now) {
    if (old != null) {
      count(key, old, -1);
    }
    if (now != null) {
      count(key, now, 1);
    }
  }

  private void count(Key key, EntryHeader header, int change) {
    if (header.isTombstone()) {
      tombstoneCount += change;
      tombstoneBytes += change * EntrySize.of(key, header);
      tombstonesByLeaf[ScanOrder.leafOf(key.placementHash())] += change;
      return;
    }
    keyCount += change;
    if (header.expires()) {
      expiringCount += change;
    }
  }

  void clear() {
    Arrays.fill(tombstonesByLeaf, 0);
    keyCount = 0;
    tombstoneCount = 0;
    tombstoneBytes = 0;
    expiringCount = 0;
  }

  long keyCount() {
    return keyCount;
  }

  long tombstoneCount() {
    return tombstoneCount;
  }

  /** Bytes of keys and overhead that tombstones take. */
  long tombstoneBytes() {
    return tombstoneBytes;
  }

  long expiringCount() {
    return expiringCount;
  }

  /** Whether a leaf between two ranks, the second excluded, holds a tombstone. */
  boolean hasTombstone(int fromRank, int endRank) {
    for (int rank = fromRank; rank < endRank; rank++) {
      if (tombstonesByLeaf[ScanOrder.leafAt(rank)] > 0) {
        return true;
      }
    }
    return false;
  }
}
