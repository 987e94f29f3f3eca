package io.starling.gossip.agreement;

import org.jspecify.annotations.Nullable;

/**
 * What one node durably knows of one segment's chain.
 *
 * @param known the highest decided configuration it has learned; never forgotten
 * @param promised the highest ballot promised for the instance of the next epoch; null if none
 * @param accepted what was accepted in that instance; null if nothing
 */
public record ChainState(
    Configuration known, @Nullable Ballot promised, @Nullable Accepted accepted) {

  /** The state of a node that has learned a configuration and promised nothing about the next. */
  public static ChainState of(Configuration known) {
    return new ChainState(known, null, null);
  }

  /** The epoch of the instance that is open now. */
  public long nextEpoch() {
    return known.epoch() + 1;
  }

  /**
   * Whether anything was promised or accepted for the next epoch: then no write of the known epoch
   * is acknowledged and no lease granted for it.
   */
  public boolean isWedged() {
    return promised != null;
  }

  ChainState withPromise(Ballot ballot) {
    return new ChainState(known, ballot, accepted);
  }

  ChainState withAccepted(Accepted proposal) {
    return new ChainState(known, proposal.ballot(), proposal);
  }
}
