package io.starling.chaos.simulation.cluster;

import io.starling.storage.id.NodeId;
import java.util.List;

/** Carries messages between nodes. */
interface Post {
  /** Takes a message to the process that a node runs now; it may be lost. */
  void send(Machine from, NodeId to, PeerMessage message);

  /** The nodes that one may talk to: those that run on the machines now. */
  List<NodeId> addresses();
}
