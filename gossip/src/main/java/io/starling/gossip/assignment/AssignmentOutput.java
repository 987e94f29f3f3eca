package io.starling.gossip.assignment;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;

/** Performs what the exchange wants done. */
public interface AssignmentOutput {
  /** Sends a message; it may get lost. */
  void send(NodeId to, AssignmentMessage message);

  /** A decided configuration was learned and adopted in the map. */
  void learned(Configuration decided);
}
