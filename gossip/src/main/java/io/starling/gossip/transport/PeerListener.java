package io.starling.gossip.transport;

import io.starling.storage.id.NodeId;

/** Hears of connections to peers. Called on event loops; must not block. */
public interface PeerListener {
  /**
   * Messages can be sent to this peer from now on.
   *
   * @param incarnation changes whenever the peer's process is another one
   */
  void connected(NodeId peer, long incarnation);

  /**
   * A connection to or from this peer broke: what either sent last may or may not have arrived. May
   * come twice for one peer, and although another connection has taken the place of the first.
   */
  void disconnected(NodeId peer);
}
