package io.starling.storage.segment;

/** In what state the store of a segment was found. */
public sealed interface StoreOpening {
  /** As it was when it was closed. */
  record Intact() implements StoreOpening {}

  /**
   * It was open when the process or the machine stopped. The journal must be replayed over it.
   *
   * @param entriesDropped that did not match their checksum. A process that was killed in the
   *     middle of a write leaves one, and the journal has it; more, or one after a clean stop, is
   *     damage that only another member can repair
   */
  record Recovered(long entriesDropped) implements StoreOpening {}

  /**
   * Its files could not be read. They were put aside and the store is empty: the segment is to be
   * fetched from other members.
   *
   * @param reason for people
   */
  record Quarantined(String reason) implements StoreOpening {}
}
