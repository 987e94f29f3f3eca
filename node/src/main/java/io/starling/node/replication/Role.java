package io.starling.node.replication;

import io.starling.storage.id.NodeId;

/**
 * What a replica is during one epoch. A role is made when the epoch is adopted and ends with it.
 */
sealed interface Role permits Follower, Opening, Leader {
  /** Takes a message of this epoch. */
  void receive(NodeId from, ReplicaMessage message);

  /** Lets time pass. */
  void tick();

  /** The epoch is over: answers everything that still waits and gives back what is held. */
  void end(String reason);
}
