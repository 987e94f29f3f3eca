package io.starling.antientropy.sync;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.TreeMap;

/** The leaf that is being shown to a target, and what was shown of it so far. */
final class OpenLeaf {
  private final int leaf;
  private final Version marker;
  private final Version authority;
  private final TreeMap<Key, Version> shown = new TreeMap<>();
  private boolean missed;

  OpenLeaf(int leaf, Version marker, Version authority) {
    this.leaf = leaf;
    this.marker = marker;
    this.authority = authority;
  }

  int leaf() {
    return leaf;
  }

  Version marker() {
    return marker;
  }

  Version authority() {
    return authority;
  }

  boolean covers(Key key) {
    return ScanOrder.leafOf(key.placementHash()) == leaf;
  }

  boolean wasShown(Key key) {
    return shown.containsKey(key);
  }

  /** Notes that something that was shown is perhaps not held. */
  void miss() {
    missed = true;
  }

  /** Whether a target that holds this many entries of the leaf holds those shown and no other. */
  boolean isAllOf(int entryCount) {
    return !missed && entryCount == shown.size();
  }

  /**
   * Notes what is shown; false if something as new was shown before: a batch repeats its entries.
   */
  boolean show(Key key, Version version) {
    Version before = shown.get(key);
    if (before != null && !version.isAfter(before)) {
      return false;
    }
    shown.put(key, version);
    return true;
  }
}
