package io.starling.node.client.cluster;

import io.starling.storage.id.NodeId;
import java.util.List;

/**
 * Who holds a segment.
 *
 * @param epoch of the configuration, 1 or more
 * @param members including the primary; at least one
 */
public record SegmentPlacement(long epoch, NodeId primary, List<NodeId> members) {
  public SegmentPlacement {
    members = List.copyOf(members);
    if (!members.contains(primary)) {
      throw new IllegalArgumentException("primary " + primary + " is not among " + members);
    }
  }
}
