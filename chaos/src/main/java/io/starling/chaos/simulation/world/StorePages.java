package io.starling.chaos.simulation.world;

import io.starling.storage.segment.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What was done to one store that was filled past the journal, in order. It outlives the process.
 * What was not synced when power fails may be there or not, each change for itself; what the
 * journal holds as well is there again as far as the journal is.
 */
final class StorePages {
  private final List<Change> changes = new ArrayList<>();
  private boolean passesJournal = true;
  private int synced;
  private int notedVoid;
  private int voidBefore;

  private record Change(Consumer<SegmentStore> change, boolean isJournalled) {}

  /** A change of the store. */
  void changed(Consumer<SegmentStore> change) {
    changes.add(new Change(change, !passesJournal));
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
    unsynced().removeIf(Change::isJournalled);
  }

  void lostPower(RandomGenerator random) {
    unsynced().removeIf(change -> random.nextBoolean());
    synced = changes.size();
  }

  private List<Change> unsynced() {
    return changes.subList(synced, changes.size());
  }

  /** Does to an empty store what was done to the one of these pages. */
  void replayInto(SegmentStore store) {
    changes.forEach(each -> each.change.accept(store));
  }
}
