package io.starling.chaos.simulation.world;

import io.starling.storage.segment.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What one store holds that the journal never held, in order. It outlives the process; what was not
 * synced when power fails may be there or not, each change for itself.
 */
final class StorePages {
  private final List<Consumer<SegmentStore>> changes = new ArrayList<>();
  private boolean passesJournal = true;
  private int synced;
  private int notedVoid;
  private int voidBefore;

  /** A change of the store; whatever the journal is told of as well is nothing to these pages. */
  void changed(Consumer<SegmentStore> change) {
    if (passesJournal) {
      changes.add(change);
    }
  }

  /** The journal was told of something: from here on it is told of everything. */
  void journalled() {
    passesJournal = false;
  }

  int length() {
    return changes.size();
  }

  /**
   * The first changes are on disk. What the journal held at a position is void, as soon as that is
   * on disk, too.
   */
  void synced(int length, int journalPosition) {
    synced = Math.max(synced, length);
    notedVoid = Math.max(notedVoid, journalPosition);
  }

  /** Notes are on disk. */
  void notesSynced() {
    voidBefore = notedVoid;
  }

  /** Whether a record of the journal is of an earlier store. */
  boolean isVoid(int journalIndex) {
    return journalIndex < voidBefore;
  }

  void lostProcess() {
    passesJournal = false;
    notedVoid = voidBefore;
  }

  void lostPower(RandomGenerator random) {
    List<Consumer<SegmentStore>> unsynced = changes.subList(synced, changes.size());
    unsynced.removeIf(change -> random.nextBoolean());
    synced = changes.size();
  }

  /** Does to an empty store what was done to the one of these pages. */
  void replayInto(SegmentStore store) {
    changes.forEach(change -> change.accept(store));
  }
}
