package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.starling.storage.id.NodeId;

/** Receives the messages of one kind. */
@FunctionalInterface
public interface PeerMessageHandler {
  /**
   * A message arrived. Called on an event loop; must not block.
   *
   * @param kind the kind it was sent as
   * @param from the node that sent it, proved by the handshake
   * @param payload valid during the call only; to keep it, retain it
   */
  void onMessage(int kind, NodeId from, ByteBuf payload);
}
