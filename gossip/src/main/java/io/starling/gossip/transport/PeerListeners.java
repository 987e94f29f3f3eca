package io.starling.gossip.transport;

import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners; one that fails does not keep the others from hearing. */
final class PeerListeners implements PeerListener {
  private static final Logger LOG = LoggerFactory.getLogger(PeerListeners.class);

  private final List<PeerListener> listeners = new CopyOnWriteArrayList<>();

  void add(PeerListener listener) {
    listeners.add(listener);
  }

  @Override
  public void connected(NodeId peer, long incarnation) {
    tell(listener -> listener.connected(peer, incarnation));
  }

  @Override
  public void disconnected(NodeId peer) {
    tell(listener -> listener.disconnected(peer));
  }

  private void tell(Consumer<PeerListener> event) {
    for (PeerListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener failed", e);
      }
    }
  }
}
