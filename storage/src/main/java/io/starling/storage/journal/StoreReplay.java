package io.starling.storage.journal;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.journal.JournalRecord.Removed;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import io.starling.storage.segment.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Does to the stores again what the journal says was done to them. Only what was applied is
 * recorded, so nothing is compared: after the last record each key is as it was left, whatever was
 * in the store.
 */
public final class StoreReplay implements MappedJournal.Visitor {
  private final IntFunction<Optional<SegmentStore>> stores;

  /**
   * @param stores finds the store of a segment; records of a segment without one are passed over
   */
  public StoreReplay(IntFunction<Optional<SegmentStore>> stores) {
    this.stores = stores;
  }

  @Override
  public void visit(long position, JournalRecord record) {
    stores.apply(record.segment()).ifPresent(store -> apply(record, store));
  }

  private static void apply(JournalRecord record, SegmentStore store) {
    switch (record) {
      case Written(int segment, Write.Put put) -> put(put, store);
      case Written(int segment, Write.Floor floor) -> applyFloor(floor.version(), store);
      case Written(int segment, Write.Purge purge) -> applyPurge(purge.through(), store);
      case Removed(int segment, Key key) -> store.remove(key);
      case Reset(int segment) -> store.clear();
    }
  }

  private static void put(Write.Put put, SegmentStore store) {
    for (KeyedEntry keyed : put.entries()) {
      store.put(keyed.key(), keyed.entry());
    }
  }

  /** Forgets every entry at or below a version. */
  public static void applyFloor(Version floor, SegmentStore store) {
    removeWhere(store, header -> !header.version().isAfter(floor));
  }

  /** Forgets the tombstones at or below a version. */
  public static void applyPurge(Version through, SegmentStore store) {
    removeWhere(store, header -> header.isTombstone() && !header.version().isAfter(through));
  }

  private static void removeWhere(SegmentStore store, Predicate<EntryHeader> gone) {
    for (int slice = 0; slice < store.sliceCount(); slice++) {
      List<Key> keys = new ArrayList<>();
      store.scan(
          slice,
          (key, header, value) -> {
            if (gone.test(header)) {
              keys.add(key);
            }
            return true;
          });
      keys.forEach(store::remove);
    }
  }
}
