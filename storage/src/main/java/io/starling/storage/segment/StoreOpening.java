package io.starling.storage.segment;

/** In what state the store of a segment was found. */
public sealed interface StoreOpening {
  /** As it was when it was closed. */
  record Intact() implements StoreOpening {}

  /**
   * Not all of it agreed: it was open when the process or the machine stopped, or it was damaged
   * since. What is sound is there; after an unclean stop the journal must be replayed over it.
   *
   * @param missing entries fewer than there should be. A process that was killed in the middle of a
   *     write leaves one, and the journal has it; more, or one after a clean stop, is damage that
   *     only another member can repair
   * @param unindexed entries more than the index of its files had. A process that was killed leaves
   *     one as well; more is damage, and whether entries are gone besides nobody can tell
   * @param torn stretches of its files that are neither an entry nor empty. What the machine had
   *     not written when it stopped, or damage; a process that was killed leaves some as well
   */
  record Recovered(long missing, long unindexed, long torn) implements StoreOpening {
    /** For people. */
    @Override
    public String toString() {
      return "entries missing: "
          + missing
          + ", entries not in the index: "
          + unindexed
          + ", stretches that are no entry: "
          + torn;
    }
  }

  /**
   * Its files could not be read. They were put aside and the store is empty: the segment is to be
   * fetched from other members.
   *
   * @param reason for people
   */
  record Quarantined(String reason) implements StoreOpening {}
}
