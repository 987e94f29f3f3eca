package io.starling.chaos.simulation.world;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.HeapSegmentStore;
import io.starling.storage.segment.SegmentStore;
import org.jspecify.annotations.Nullable;

/** A store that is filled past the journal: its pages are told of what the journal is not. */
final class LoadedStore implements SegmentStore {
  private final StorePages pages;
  private final HeapSegmentStore entries = new HeapSegmentStore();

  LoadedStore(StorePages pages) {
    this.pages = pages;
  }

  @Override
  public @Nullable Entry get(Key key) {
    return entries.get(key);
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    return entries.header(key);
  }

  @Override
  public void put(Key key, Entry entry) {
    entries.put(key, entry);
    pages.changed(store -> store.put(key, entry));
  }

  @Override
  public void remove(Key key) {
    entries.remove(key);
    pages.changed(store -> store.remove(key));
  }

  @Override
  public void clear() {
    entries.clear();
    pages.changed(SegmentStore::clear);
  }

  @Override
  public long entryCount() {
    return entries.entryCount();
  }

  @Override
  public long usedBytes() {
    return entries.usedBytes();
  }

  @Override
  public int sliceCount() {
    return entries.sliceCount();
  }

  @Override
  public void scan(int slice, EntryVisitor visitor) {
    entries.scan(slice, visitor);
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}

  @Override
  public void drop() {}
}
