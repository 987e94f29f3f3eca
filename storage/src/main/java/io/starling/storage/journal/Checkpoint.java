package io.starling.storage.journal;

import io.starling.storage.segment.StoreCatalogue;

/**
 * Moves what the journal holds into the stores for good, so that the journal stays short.
 *
 * <p>Runs in the disk thread. A write enters the journal before its store, so the loops are given
 * time between taking the position and syncing: what was recorded up to the position is then in its
 * store.
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
   * Syncs the stores and cuts the journal.
   *
   * @return the position up to which every write is durable in its store
   * @throws java.io.UncheckedIOException if the disk failed; the journal is then not cut
   */
  public long run() {
    long position = journal.position();
    loops.awaitTurns();
    stores.syncAll();
    journal.cutBefore(position);
    return position;
  }

  /** Waits for the loops. */
  @FunctionalInterface
  public interface TurnBarrier {
    /** Returns when every loop has ended the turn that it was in when this was called. */
    void awaitTurns();
  }
}
