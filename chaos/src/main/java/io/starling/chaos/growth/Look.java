package io.starling.chaos.growth;

/**
 * What a newcomer holds at a moment.
 *
 * @param joined whether it is one of the cluster
 * @param copies of entries that it holds
 * @param places what else changes as long as something comes: segments that it is a member of
 * @param calm whether the servers say that nothing is on its way, as far as they say anything
 */
record Look(boolean joined, long copies, long places, boolean calm) {
  /** Of a newcomer that does not answer yet. */
  static final Look NOTHING = new Look(false, 0, 0, false);

  /** Whether something came or went since another look. */
  boolean differsFrom(Look other) {
    return copies != other.copies || places != other.places;
  }
}
