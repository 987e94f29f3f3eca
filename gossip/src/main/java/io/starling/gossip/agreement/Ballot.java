package io.starling.gossip.agreement;

import io.starling.storage.id.NodeId;

/**
 * The number of one attempt to decide an instance. Ordered by round, then by proposer, so that no
 * two proposers share one.
 *
 * @param round from 1 on; 0 is the primary's own first attempt
 * @param proposer the member that makes the attempt
 */
public record Ballot(long round, NodeId proposer) implements Comparable<Ballot> {
  /**
   * Rounds above this are refused: nobody gets there by trying, and a forged one must not leave the
   * others without a higher number.
   */
  public static final long ROUND_MAX = 1L << 40;

  @Override
  public int compareTo(Ballot other) {
    int byRound = Long.compare(round, other.round);
    return byRound != 0 ? byRound : proposer.compareTo(other.proposer);
  }
}
