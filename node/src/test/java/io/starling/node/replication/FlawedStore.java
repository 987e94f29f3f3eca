package io.starling.node.replication;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.DamagedEntryException;
import io.starling.storage.segment.HeapSegmentStore;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreFailedException;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A store on the heap of which entries can be damaged, as a disk does. */
final class FlawedStore implements SegmentStore {
  private final HeapSegmentStore sound = new HeapSegmentStore();
  private final TreeSet<Key> damaged = new TreeSet<>();
  private final Consumer<Key> listener;
  private boolean failed;

  FlawedStore(Consumer<Key> listener) {
    this.listener = listener;
  }

  void damage(String key) {
    damaged.add(Key.of(key));
  }

  /** The entry is gone, and nothing of the store says so. */
  void lose(String key) {
    sound.remove(Key.of(key));
  }

  void fail() {
    failed = true;
  }

  private void check(Key key) {
    checkUsable();
    if (damaged.contains(key) && sound.header(key) != null) {
      throw new DamagedEntryException(key);
    }
  }

  private void checkUsable() {
    if (failed) {
      throw new StoreFailedException("the mapped files failed", new InternalError());
    }
  }

  @Override
  public Entry get(Key key) {
    check(key);
    return sound.get(key);
  }

  @Override
  public EntryHeader header(Key key) {
    check(key);
    return sound.header(key);
  }

  @Override
  public void put(Key key, Entry entry) {
    checkUsable();
    sound.put(key, entry);
    damaged.remove(key);
  }

  @Override
  public void remove(Key key) {
    checkUsable();
    sound.remove(key);
    damaged.remove(key);
  }

  @Override
  public void clear() {
    checkUsable();
    sound.clear();
    damaged.clear();
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
    checkUsable();
    sound.scan(
        slice,
        (key, header, value) -> {
          if (damaged.contains(key)) {
            listener.accept(key);
            return true;
          }
          return visitor.visit(key, header, value);
        });
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
