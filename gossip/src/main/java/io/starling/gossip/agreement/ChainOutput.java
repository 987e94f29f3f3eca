package io.starling.gossip.agreement;

import io.starling.storage.id.NodeId;

/** What a chain does to the world; each method returns at once. */
public interface ChainOutput {
  /** Sends a message now. It may be lost. */
  void send(NodeId to, AgreementMessage message);

  /** Makes a state durable; {@code then} runs once it is, unless the process dies before. */
  void persist(ChainState state, Runnable then);

  /** A higher decided configuration was learned and is being made durable. */
  void adopted(Configuration previous, Configuration now);

  /**
   * Whether the lease that this member has granted allows a promise to {@code proposer} now
   * (ARCHITECTURE.md 3.5).
   */
  boolean leaseAllowsPromise(NodeId proposer, long nowNanos);

  /**
   * A member asked for a promise that a lease forbids. It has promised to itself, so it is wedged,
   * and stays so until the next configuration is decided.
   */
  void promiseWithheld(NodeId proposer);

  /** Whether this node's copy may become the primary: it is present and not suspect. */
  boolean isFitToLead();
}
