package io.starling.antientropy.copy;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.EntryHeader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How many entries of each kind a copy holds. */
final class Census {
  private final int[] tombstonesByLeaf = new int[ScanOrder.LEAF_COUNT];
  private long keyCount;
  private long tombstoneCount;
  private long expiringCount;

  void replace(int leaf, @Nullable EntryHeader old, @Nullable EntryHeader now) {
    if (old != null) {
      count(leaf, old, -1);
    }
    if (now != null) {
      count(leaf, now, 1);
    }
  }

  private void count(int leaf, EntryHeader header, int change) {
    if (header.isTombstone()) {
      tombstoneCount += change;
      tombstonesByLeaf[leaf] += change;
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
    expiringCount = 0;
  }

  long keyCount() {
    return keyCount;
  }

  long tombstoneCount() {
    return tombstoneCount;
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
