package io.starling.node.client.cluster;

import io.starling.node.routing.ReadShare;
import io.starling.storage.id.NodeId;
import io.starling.storage.id.SegmentLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as this node knows it just now. Called on the hot path of the Redis Cluster port and
 * from any event loop: answers come from immutable snapshots, without locks.
 */
public interface ClusterView {
  /** This node. */
  NodeId self();

  /** How slots are cut into segments. */
  SegmentLayout layout();

  /** All known nodes, this one included, in the order of their ids. */
  List<ClusterNode> nodes();

  /** Who holds a segment, as far as this node knows. */
  SegmentPlacement placement(int segment);

  /**
   * Whether the primary of a segment has been that for long enough to know it itself: before, it
   * may send a client back.
   */
  boolean isSettled(int segment);

  /** Which reads of a segment that this node leads another one answers; null if none. */
  @Nullable ReadShare readShare(int segment);
}
