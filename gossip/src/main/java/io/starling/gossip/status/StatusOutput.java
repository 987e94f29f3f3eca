package io.starling.gossip.status;

import io.starling.storage.id.NodeId;

/** Performs what the exchange wants done. */
@FunctionalInterface
public interface StatusOutput {
  /** Sends a message; it may get lost. */
  void send(NodeId to, StatusMessage message);
}
