package io.starling.gossip.status;

/**
 * What a node holds.
 *
 * @param usedBytes of its stores
 * @param keys live keys in all its copies
 * @param primaries segments of which it is the primary
 * @param copies segments of which it is a member; of a node that leaves, all that it is needed for:
 *     copies on their way in, too, and what it has left until those who follow know it
 * @param unverifiedCopies those of its copies that count in no majority until they were verified
 */
public record Holdings(long usedBytes, long keys, int primaries, int copies, int unverifiedCopies) {
  /** Of a node that holds nothing. */
  public static final Holdings NONE = new Holdings(0, 0, 0, 0, 0);
}
