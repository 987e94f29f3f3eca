package io.starling.forecast.shed;

/** What a node can run out of. */
public enum Resource {
  /** Processor time: cores. */
  CPU,
  /** Room for entries in memory: bytes. */
  MEMORY,
  /** Room on the disk: bytes. */
  DISK,
  /** Bytes a second. */
  NETWORK,
  /**
   * Copies and primary roles as such: each weighs a little, so that an idle cluster spreads evenly
   * as well. Scaled so that a node with the share that its size makes fair is used by it to a part
   * that the caller chooses: as long as real load stays below, presence decides.
   */
  PRESENCE
}
