package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica is during one epoch. A role is made when the epoch is adopted and ends with it.
 */
sealed interface Role permits Follower, Opening, Leader {
  /** Takes a message of this epoch. */
  void receive(NodeId from, ReplicaMessage message);

  /** Lets time pass. */
  void tick();

  /** The others to be asked for their lease now; empty if this node should not lead. */
  default List<NodeId> lendersToAsk() {
    return List.of();
  }

  /** The connection to a node broke. */
  default void disconnected(NodeId peer) {}

  /** Where this segment should be; only a serving primary works towards it. */
  default void aimAt(Aim aim) {}

  /** How far the segment has come on its way elsewhere, as its primary; null if it stays. */
  default @Nullable MoveProgress progress() {
    return null;
  }

  /** The own copy was repaired by forgetting: what is under way with it compares what it was. */
  default void copyChanged() {}

  /** The epoch is over: answers everything that still waits and gives back what is held. */
  void end(String reason);
}
