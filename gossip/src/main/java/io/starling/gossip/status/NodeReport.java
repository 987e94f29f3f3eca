package io.starling.gossip.status;

import java.util.List;

/**
 * What a node says of itself. Bounded, so that many fit into a message.
 *
 * @param operationsPerSecond commands executed, as an average over the last seconds
 * @param leave whether it means to stay: otherwise nothing new is placed on it
 * @param moves that it takes part in as the primary of the segment, at most {@link #MOVES_MAX}
 * @param heaviest segments, the heaviest first, at most {@link #HEAVIEST_MAX}
 */
public record NodeReport(
    Endpoints endpoints,
    Utilisation utilisation,
    float operationsPerSecond,
    Holdings holdings,
    Leave leave,
    LoadReport load,
    Reserve reserve,
    List<MoveStatus> moves,
    List<HeavySegment> heaviest) {
  /** Moves that a node tells of. */
  public static final int MOVES_MAX = 8;

  /** Segments that a node tells of. */
  public static final int HEAVIEST_MAX = 8;

  public NodeReport {
    if (moves.size() > MOVES_MAX || heaviest.size() > HEAVIEST_MAX) {
      throw new IllegalArgumentException(
          "a report of " + moves.size() + " moves and " + heaviest.size() + " heavy segments");
    }
    moves = List.copyOf(moves);
    heaviest = List.copyOf(heaviest);
  }
}
