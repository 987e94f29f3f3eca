package io.starling.node.replication;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.HeapSegmentStore;
import io.starling.storage.segment.SegmentStore;

/** A store on the heap of which entries can be damaged, as a disk does. */
final class FlawedStore implements SegmentStore {
  private final HeapSegmentStore sound = new HeapSegmentStore();

  @Override
  public Entry get(Key key) {
    return sound.get(key);
  }

  @Override
  public EntryHeader header(Key key) {
    return sound.header(key);
  }

  @Override
  public void put(Key key, Entry entry) {
    sound.put(key, entry);
  }

  @Override
  public void remove(Key key) {
    sound.remove(key);
  }

  @Override
  public void clear() {
    sound.clear();
  }

  @Override
  public long entryCount() {
    return sound.entryCount();
  }

  @Override
  public long usedBytes() {
    return sound.usedBytes();
  }

  @Override
  public int sliceCount() {
    return sound.sliceCount();
  }

  @Override
  public void scan(int slice, EntryVisitor visitor) {
    sound.scan(slice, visitor);
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}

  @Override
  public void drop() {
    sound.drop();
  }
}
