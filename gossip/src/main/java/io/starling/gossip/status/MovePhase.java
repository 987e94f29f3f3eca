package io.starling.gossip.status;

/** How far a move of a segment has come; in the order of its course. */
public enum MovePhase {
  /** The target was asked, and has not granted yet. */
  OFFERED,
  /** The target is a learner: what there is streams to it, and every new write goes to it. */
  LOADING,
  /** Its copy is compared with the primary's. */
  VERIFYING,
  /** Reads move over, step by step. */
  RAMPING,
  /** New writes are held while the last ones drain. */
  SEALED,
  /** The next configuration is being decided. */
  SWITCHING,
  /** It is done, and the old holder stays for a while, so that going back is quick. */
  PROBATION,
  /** It is taken back. */
  UNDOING
}
