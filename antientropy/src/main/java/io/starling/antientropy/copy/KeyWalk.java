package io.starling.antientropy.copy;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * One step of a client's SCAN. The cursor is a position in scan order, so it means the same after
 * the store grew and on another node. Keys of one position come in one step: therefore a key that
 * is there from the first step to the last is returned, whatever comes and goes beside it.
 *
 * <p>A store has no order within a slice, so a step reads at least one whole slice and keeps the
 * lowest positions. It visits {@code count} keys unless {@link #SLICES_MAX} slices did not hold as
 * many.
 */
final class KeyWalk {
  /** Slices read in one step at most. */
  static final int SLICES_MAX = 16;

  /** Keys visited in one step at most, but for those that share the last position. */
  static final int COUNT_MAX = 10_000;

  private final SegmentStore store;
  private final int count;
  private final BiPredicate<Key, EntryHeader> wanted;
  private final TreeMap<Long, List<Key>> found = new TreeMap<>();
  private long next;

  KeyWalk(SegmentStore store, int count, BiPredicate<Key, EntryHeader> wanted) {
    this.store = store;
    this.count = Math.clamp(count, 1, COUNT_MAX);
    this.wanted = wanted;
  }

  KeyPage from(long cursor) {
    next = Math.clamp(cursor, 0, ScanOrder.END);
    for (int slices = 0; slices < SLICES_MAX && next < ScanOrder.END; slices++) {
      readSlice(next);
      if (found.size() >= count) {
        break;
      }
    }
    List<Key> keys = new ArrayList<>();
    found.values().forEach(keys::addAll);
    return new KeyPage(keys, next == ScanOrder.END ? 0 : next);
  }

  private void readSlice(long from) {
    next = ScanOrder.sliceEnd(from, store.sliceCount());
    store.scan(
        ScanOrder.sliceAt(from, store.sliceCount()),
        (key, header, value) -> {
          long position = ScanOrder.positionOf(key.placementHash());
          if (position >= from && position < next && !header.isTombstone()) {
            keep(position, key, header);
          }
          return true;
        });
  }

  private void keep(long position, Key key, EntryHeader header) {
    List<Key> keys = found.computeIfAbsent(position, unused -> new ArrayList<>(1));
    if (wanted.test(key, header)) {
      keys.add(key);
    }
    if (found.size() > count) {
      next = found.pollLastEntry().getKey();
    }
  }
}
