package io.starling.antientropy.sync;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The keys that a target holds, by leaf; read a slice at a time and kept until another slice is
 * asked for, because the leaves of a slice end one after the other.
 */
final class HeldKeys {
  private final SegmentCopy copy;
  private final TreeMap<Integer, List<Key>> byLeaf = new TreeMap<>();
  private int fromRank;
  private int endRank;

  HeldKeys(SegmentCopy copy) {
    this.copy = copy;
  }

  /** What was held under a leaf when its slice was read. */
  List<Key> under(int leaf) {
    int rank = ScanOrder.rankOf(leaf);
    if (rank < fromRank || rank >= endRank) {
      read(rank);
    }
    return byLeaf.getOrDefault(leaf, List.of());
  }

  private void read(int rank) {
    byLeaf.clear();
    fromRank = rank;
    endRank = copy.runEnd(rank);
    copy.scanLeaves(
        fromRank,
        endRank,
        (leaf, key, header, value) ->
            byLeaf.computeIfAbsent(leaf, unused -> new ArrayList<>()).add(key));
  }
}
