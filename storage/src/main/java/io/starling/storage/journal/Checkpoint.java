package io.starling.storage.journal;

import io.starling.storage.segment.StoreCatalogue;

/**
 * Moves what the journal holds into the stores for good, so that the journal stays short.
 *
 * <p>A write enters the journal before its store, so the loops are given time between taking the
 * position and syncing: what was recorded up to the position is then in its store.
 */
public final class Checkpoint {
  private final MappedJournal journal;
  private final StoreCatalogue stores;
  private final TurnBarrier loops;

  public Checkpoint(MappedJournal journal, StoreCatalogue stores, TurnBarrier loops) {
    this.journal = journal;
    this.stores = stores;
    this.loops = loops;
  }

  /**
   * Syncs the stores; blocks for long. The journal may be synced meanwhile.
   *
   * @return the position up to which every write is durable in its store
   * @throws java.io.UncheckedIOException if the disk failed
   */
  public long syncStores() {
    long position = journal.position();
    loops.awaitTurns();
    stores.syncAll();
    return position;
  }

  /**
   * Gives up what the journal holds up to a position that {@link #syncStores} has answered. In the
   * thread that syncs the journal.
   */
  public void cut(long position) {
    journal.cutBefore(position);
  }

  /** Waits for the loops. */
  @FunctionalInterface
  public interface TurnBarrier {
    /** Returns when every loop has ended the turn that it was in when this was called. */
    void awaitTurns();
  }
}
