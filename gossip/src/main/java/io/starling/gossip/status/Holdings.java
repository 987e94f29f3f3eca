package io.starling.gossip.status;

/**
 * What a node holds.
 *
 * @param usedBytes of its stores
 * @param keys live keys in all its copies
 * @param primaries segments of which it is the primary
 * @param copies segments of which it holds a copy, primaries included
 * @param unverifiedCopies those of its copies that count in no majority until they were verified
 */
public record Holdings(long usedBytes, long keys, int primaries, int copies, int unverifiedCopies) {
  /** Of a node that holds nothing. */
  public static final Holdings NONE = new Holdings(0, 0, 0, 0, 0);
}
