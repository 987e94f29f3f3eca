package io.starling.antientropy.copy;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreFullException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store whose number of slices, fullness and damage a test decides. */
public final class FakeStore implements SegmentStore {
  private final TreeMap<Key, Entry> entries = new TreeMap<>();
  private int sliceCount = 1;
  private int putsUntilFull = Integer.MAX_VALUE;
  private int scans;
  private int gets;

  public FakeStore() {}

  /** A store that holds what another one holds now. */
  public FakeStore(FakeStore other) {
    entries.putAll(other.entries);
    sliceCount = other.sliceCount;
  }

  /** From now on there are this many slices, a power of two. */
  public void slices(int count) {
    sliceCount = count;
  }

  /** After this many more puts that make the store larger, every such put is refused. */
  public void fullAfter(int puts) {
    putsUntilFull = puts;
  }

  /** Changes what is stored without anybody's knowledge; null loses the entry. */
  public void damage(Key key, @Nullable Entry entry) {
    if (entry == null) {
      entries.remove(key);
    } else {
      entries.put(key, entry);
    }
  }

  /** All that is stored, by key. */
  public Map<Key, Entry> content() {
    return new TreeMap<>(entries);
  }

  /** Entries looked up so far. */
  public int gets() {
    return gets;
  }

  /** Scans of a slice so far. */
  public int scans() {
    return scans;
  }

  @Override
  public @Nullable Entry get(Key key) {
    gets++;
    return entries.get(key);
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.header();
  }

  @Override
  public void put(Key key, Entry entry) {
    Entry old = entries.get(key);
    if (old == null || old.value().length < entry.value().length) {
      if (putsUntilFull == 0) {
        throw new StoreFullException("full, as the test wants it");
      }
      putsUntilFull--;
    }
    entries.put(key, entry);
  }

  @Override
  public void remove(Key key) {
    if (entries.remove(key) != null && putsUntilFull < Integer.MAX_VALUE) {
      putsUntilFull++;
    }
  }

  @Override
  public void clear() {
    entries.clear();
  }

  @Override
  public long entryCount() {
    return entries.size();
  }

  @Override
  public long usedBytes() {
    return entries.size();
  }

  @Override
  public int sliceCount() {
    return sliceCount;
  }

  @Override
  public void scan(int slice, EntryVisitor visitor) {
    scans++;
    for (var each : entries.entrySet()) {
      Entry entry = each.getValue();
      boolean inSlice = (each.getKey().placementHash() & (sliceCount - 1)) == slice;
      if (inSlice && !visitor.visit(each.getKey(), entry.header(), entry::value)) {
        return;
      }
    }
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}

  @Override
  public void drop() {
    clear();
  }
}
