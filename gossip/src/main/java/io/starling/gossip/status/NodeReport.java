package io.starling.gossip.status;

import java.util.List;

/**
 * What a node says of itself. Bounded, so that many fit into a message.
 *
 * @param operationsPerSecond commands executed, as an average over the last seconds
 * @param leave whether it means to stay: otherwise nothing new is placed on it
 * @param moves that it takes part in as the primary of the segment
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
    MovesReport moves,
    List<HeavySegment> heaviest) {
  /** Segments that a node tells of. */
  public static final int HEAVIEST_MAX = 8;

  public NodeReport {
    if (heaviest.size() > HEAVIEST_MAX) {
      throw new IllegalArgumentException("a report of " + heaviest.size() + " heavy segments");
    }
    heaviest = List.copyOf(heaviest);
  }
}
