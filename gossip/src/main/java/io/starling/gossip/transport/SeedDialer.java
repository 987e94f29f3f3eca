package io.starling.gossip.transport;

import io.starling.storage.id.NodeId;
import java.util.concurrent.CompletionStage;

/** Reaches nodes of which only the address is known. Safe in any thread. */
public interface SeedDialer {
  /**
   * Connects to whoever accepts connections at an address, or finds the connection that exists. One
   * attempt, within the connect and handshake time limits; concurrent calls for one address share
   * it.
   *
   * @return the node there. Fails with {@link JoinRefused} if one of the two nodes wants nothing to
   *     do with the other, and with an {@link java.io.IOException} if nobody answers.
   */
  CompletionStage<NodeId> connect(PeerAddress address);
}
