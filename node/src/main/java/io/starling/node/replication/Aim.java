package io.starling.node.replication;

import io.starling.forecast.shed.Placement;
import io.starling.storage.id.NodeId;
import java.util.List;

/**
 * What the primary of a segment is to bring about.
 *
 * @param placement who leads and who holds a copy
 * @param learners who else is to be kept equal, without a vote: whoever has just left and may be
 *     wanted back
 */
public record Aim(Placement<NodeId> placement, List<NodeId> learners) {
  public Aim {
    learners =
        learners.stream().filter(node -> !placement.members().contains(node)).sorted().toList();
  }

  /** Members only. */
  public static Aim at(Placement<NodeId> placement) {
    return new Aim(placement, List.of());
  }
}
