package io.starling.antientropy.copy;

import io.starling.antientropy.merkle.MerkleTree;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.segment.DamagedEntryException;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreFullException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store with the tree and the counts that describe it. The store is changed first: if it refuses,
 * tree and counts still describe what it holds.
 */
final class TrackedStore {
  /** Old values kept to undo a batch, in bytes; a batch that replaces more is refused. */
  static final long UNDO_BYTES_MAX = 256L * 1024 * 1024;

  private final SegmentStore store;
  private final MerkleTree tree = new MerkleTree();
  private final Census census = new Census();
  private Version highest = Version.ZERO;

  TrackedStore(SegmentStore store) {
    this.store = store;
    count();
  }

  /** To look for entries in a new file would touch its pages one by one. */
  private void count() {
    if (store.entryCount() == 0) {
      return;
    }
    for (int slice = 0; slice < store.sliceCount(); slice++) {
      store.scan(slice, (key, header, value) -> track(key, null, header));
    }
  }

  /** Reads all headers again: tree and counts may not describe what is held any more. */
  void recount() {
    tree.clear();
    census.clear();
    count();
  }

  SegmentStore store() {
    return store;
  }

  MerkleTree tree() {
    return tree;
  }

  Census census() {
    return census;
  }

  Version highest() {
    return highest;
  }

  /** Notes a version that leaves no entry of its own, such as that of a flush. */
  void saw(Version version) {
    if (version.isAfter(highest)) {
      highest = version;
    }
  }

  /** Replaces what is held for a key, which is {@code old}. */
  void put(Key key, @Nullable EntryHeader old, Entry now) {
    store.put(key, now);
    track(key, old, now.header());
  }

  /**
   * Puts all of the entries or none.
   *
   * @throws StoreFullException if one of them does not fit; what was held is held again
   */
  void putAll(List<KeyedEntry> entries) {
    Deque<Replaced> done = new ArrayDeque<>();
    long undoBytes = 0;
    try {
      for (KeyedEntry each : entries) {
        EntryHeader old = store.header(each.key());
        undoBytes += old == null ? 0 : old.valueLength();
        if (undoBytes > UNDO_BYTES_MAX) {
          throw new StoreFullException("a batch may replace " + UNDO_BYTES_MAX + " bytes at most");
        }
        Replaced replaced = new Replaced(each.key(), store.get(each.key()));
        put(each.key(), old, each.entry());
        done.push(replaced);
      }
    } catch (StoreFullException | DamagedEntryException refusal) {
      done.forEach(this::undo);
      throw refusal;
    }
  }

  /** What was put has just made room at least for what it had replaced. */
  private void undo(Replaced replaced) {
    remove(replaced.key());
    if (replaced.old() != null) {
      put(replaced.key(), null, replaced.old());
    }
  }

  boolean remove(Key key) {
    EntryHeader old = store.header(key);
    if (old == null) {
      return false;
    }
    store.remove(key);
    track(key, old, null);
    return true;
  }

  void clear() {
    store.clear();
    tree.clear();
    census.clear();
  }

  /** Removes every entry at or below a version. */
  void removeThrough(Version version) {
    if (!highest.isAfter(version)) {
      clear();
      return;
    }
    for (int rank = 0; rank < ScanOrder.LEAF_COUNT; rank = runEnd(rank)) {
      removeWhere(rank, header -> !header.version().isAfter(version));
    }
  }

  /** Removes every tombstone at or below a version; slices without tombstones are not read. */
  void removeTombstonesThrough(Version version) {
    for (int rank = 0; rank < ScanOrder.LEAF_COUNT; rank = runEnd(rank)) {
      if (census.hasTombstone(rank, runEnd(rank))) {
        removeWhere(rank, header -> header.isTombstone() && !header.version().isAfter(version));
      }
    }
  }

  private void removeWhere(int rank, Predicate<EntryHeader> unwanted) {
    List<Key> found = new ArrayList<>();
    scanLeaves(
        rank,
        runEnd(rank),
        (leaf, key, header, value) -> {
          if (unwanted.test(header)) {
            found.add(key);
          }
        });
    found.forEach(this::remove);
  }

  int runEnd(int rank) {
    return ScanOrder.runEnd(rank, store.sliceCount());
  }

  void scanLeaves(int fromRank, int endRank, LeafVisitor visitor) {
    int sliceCount = store.sliceCount();
    long end = ScanOrder.firstPosition(endRank);
    long position = ScanOrder.firstPosition(fromRank);
    while (position < end) {
      store.scan(
          ScanOrder.sliceAt(position, sliceCount),
          (key, header, value) -> {
            int leaf = ScanOrder.leafOf(key.placementHash());
            int rank = ScanOrder.rankOf(leaf);
            if (rank >= fromRank && rank < endRank) {
              visitor.visit(leaf, key, header, value);
            }
            return true;
          });
      position = ScanOrder.sliceEnd(position, sliceCount);
    }
  }

  private boolean track(Key key, @Nullable EntryHeader old, @Nullable EntryHeader now) {
    tree.replace(key, old, now);
    census.replace(key, old, now);
    if (now != null) {
      saw(now.version());
    }
    return true;
  }

  private record Replaced(Key key, @Nullable Entry old) {}
}
