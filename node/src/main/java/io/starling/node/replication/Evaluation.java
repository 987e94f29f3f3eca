package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import org.jspecify.annotations.Nullable;

/** What became of a request that was given to a replica. */
public sealed interface Evaluation {
  /** It was evaluated; its reply was or will be given to the receiver, exactly once. */
  record Taken() implements Evaluation {}

  /**
   * It was not evaluated and had no effect.
   *
   * @param primary who may serve it: the primary, or with {@link Reason#RAMPING} another holder of
   *     a copy; null if nobody is known who can, just now
   */
  record NotServed(Reason reason, @Nullable NodeId primary) implements Evaluation {}

  /** Why a replica does not serve. */
  enum Reason {
    /** Another node is the primary. */
    NOT_PRIMARY,
    /** The primary is opening its epoch. */
    OPENING,
    /** The primary lacks a majority of leases. */
    NO_LEASE,
    /** The role is being handed over, or the next epoch is being decided. */
    CHANGING,
    /** This read is another node's to answer, on this primary's word. */
    RAMPING,
    /** It rests on a flush that is not committed yet. */
    FLUSHING,
    /** This node holds no copy. */
    NO_COPY
  }
}
