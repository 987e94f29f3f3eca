package io.starling.node.migration;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.List;

/**
 * Copies of one segment on their way, as their source sees them.
 *
 * @param from where the segment is
 * @param newcomers who shall get a copy
 * @param granted whether all of them have room
 * @param attempt 1 for the first
 * @param lastError what came of the attempt before; empty if there was none
 */
public record MoveView(
    Configuration from,
    Wanted wanted,
    List<NodeId> newcomers,
    boolean granted,
    int attempt,
    String lastError) {
  public MoveView {
    newcomers = List.copyOf(newcomers);
  }

  /** The segment that moves. */
  public int segment() {
    return from.segment();
  }
}
