package io.starling.gossip.status;

import io.starling.storage.id.NodeId;
import java.util.List;

/** What two nodes say to each other in a round. */
public sealed interface StatusMessage {
  /** How recent somebody's knowledge of a node is. */
  record Known(NodeId nodeId, Stamp stamp) {}

  /**
   * Opens a round.
   *
   * @param known in ascending order of ids
   * @param complete whether it names every node the sender knows something of
   */
  record Digest(List<Known> known, boolean complete) implements StatusMessage {}

  /**
   * Answers a digest.
   *
   * @param newer what its sender did not know yet
   * @param wanted what the answering node knows of those it wants to know more of
   */
  record Answer(List<NodeStatus> newer, List<Known> wanted) implements StatusMessage {}

  /** Closes a round with what was wanted. */
  record Deltas(List<NodeStatus> statuses) implements StatusMessage {}
}
