package io.starling.antientropy.copy;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.journal.WriteAheadLog;
import io.starling.storage.segment.DamagedEntryException;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreFullException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the node's journal that concerns one segment. */
final class SegmentJournal {
  private final int segment;
  private final WriteAheadLog log;
  private boolean passedBy;
  private long lastPosition;

  SegmentJournal(int segment, WriteAheadLog log) {
    this.segment = segment;
    this.log = log;
  }

  /** Whether what happens is not recorded. */
  boolean isPassedBy() {
    return passedBy;
  }

  /** From now on nothing is recorded, or everything is. */
  void passBy(boolean changed) {
    passedBy = changed;
  }

  long lastPosition() {
    return lastPosition;
  }

  void append(Write write) {
    if (!passedBy) {
      lastPosition = log.append(segment, write);
    }
  }

  void appendRemoval(Key key) {
    if (!passedBy) {
      lastPosition = log.appendRemoval(segment, key);
    }
  }

  void appendReset() {
    if (!passedBy) {
      lastPosition = log.appendReset(segment);
    }
  }

  /** What is damaged is not worth bringing back. */
  private static @Nullable Entry readable(Key key, SegmentStore store) {
    try {
      return store.get(key);
    } catch (DamagedEntryException damaged) {
      return null;
    }
  }

  /**
   * Records, for every key of a write that was recorded but then refused by the store, what is
   * still held.
   */
  void takeBack(List<KeyedEntry> refused, SegmentStore store, RuntimeException refusal) {
    try {
      for (KeyedEntry each : refused) {
        Entry held = readable(each.key(), store);
        if (held == null) {
          appendRemoval(each.key());
        } else {
          append(new Write.Put(held.version(), List.of(new KeyedEntry(each.key(), held))));
        }
      }
    } catch (StoreFullException alsoFull) {
      refusal.addSuppressed(alsoFull);
      throw new OutcomeUnknownException(refusal);
    }
  }
}
