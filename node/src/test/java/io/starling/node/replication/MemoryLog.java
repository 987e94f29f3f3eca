package io.starling.node.replication;

import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;
import io.starling.storage.journal.WriteAheadLog;
import io.starling.storage.segment.StoreFullException;

/** A journal that only counts, and can be full. */
final class MemoryLog implements WriteAheadLog {
  private long position;
  private boolean full;

  void becomeFull(boolean isFull) {
    full = isFull;
  }

  @Override
  public long append(int segment, Write write) {
    return next();
  }

  @Override
  public long appendRemoval(int segment, Key key) {
    return next();
  }

  @Override
  public long appendReset(int segment) {
    return next();
  }

  private long next() {
    if (full) {
      throw new StoreFullException("no room for a record, as the test wants it");
    }
    return ++position;
  }
}
