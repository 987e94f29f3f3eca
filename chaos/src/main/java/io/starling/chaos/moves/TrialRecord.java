package io.starling.chaos.moves;

import io.starling.gossip.status.MovePhase;

/**
 * What came of a trial.
 *
 * @param aimed phase that was aimed at
 * @param phase in which the move was when the blow fell
 * @param nodes that were hit, by name
 * @param role whether only the primary role moved
 * @param millis from the healing until the move had come to an end, and all nodes were ready
 */
record TrialRecord(
    MovePhase aimed,
    MovePhase phase,
    Blow blow,
    int segment,
    String nodes,
    boolean role,
    End end,
    long millis) {

  /** How a move has ended. */
  enum End {
    /** The target is the primary, or a member where it was none. */
    COMPLETED,
    /** The segment is where it was. */
    UNDONE,
    /** It still was under way after the time that it is given. */
    UNFINISHED
  }
}
