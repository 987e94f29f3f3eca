package io.starling.storage.segment;

/** In what state the store of a segment was found. */
public sealed interface StoreOpening {
  /** As it was left by its last use. */
  record Intact() implements StoreOpening {}

  /**
   * It was being used when the process or the machine stopped, or it is damaged. The journal must
   * be replayed over it.
   *
   * @param entriesDropped that did not match their checksum. A process that was killed in the
   *     middle of a write leaves one, and the journal has it; more, or one in a store that was at
   *     rest, is damage that only another member can repair
   * @param wasInUse whether it may have been in the middle of a write
   */
  record Recovered(long entriesDropped, boolean wasInUse) implements StoreOpening {}

  /**
   * Its files could not be read. They were put aside and the store is empty: the segment is to be
   * fetched from other members.
   *
   * @param reason for people
   */
  record Quarantined(String reason) implements StoreOpening {}
}
