package io.starling.gossip.status;

import java.util.List;

/**
 * The moves that a node takes part in as the primary of the segment.
 *
 * @param first those told of, at most {@link #FIRST_MAX}
 * @param underWay how many there are, those told of included
 * @param onProbation how many were made lately, so that going back is quick
 * @param done copies that have arrived since the node started
 * @param undone moves of copies that were begun and came to nothing since then
 */
public record MovesReport(
    List<MoveStatus> first, int underWay, int onProbation, long done, long undone) {
  /** Moves that a node tells of. */
  public static final int FIRST_MAX = 8;

  /** Of a node that moves nothing. */
  public static final MovesReport NONE = new MovesReport(List.of(), 0, 0, 0, 0);

  public MovesReport {
    if (first.size() > FIRST_MAX) {
      throw new IllegalArgumentException("a report of " + first.size() + " moves");
    }
    Amount.require("moves under way", underWay);
    Amount.require("moves on probation", onProbation);
    Amount.require("moves done", done);
    Amount.require("moves undone", undone);
    first = List.copyOf(first);
  }
}
