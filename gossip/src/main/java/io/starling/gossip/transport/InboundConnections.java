package io.starling.gossip.transport;

import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accepted connections, one a peer. A newer connection of the same process takes the place of
 * the older. One of another process does only if the older has fallen silent: two processes that
 * both talk under one id are a copied data directory. Safe in any thread.
 */
final class InboundConnections {
  /** Longer than the pause between two signs of life. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Map<NodeId, Inbound> byPeer = new HashMap<>();

  /** Admits a connection, or says why not. The connection it replaces is closed. */
  Optional<JoinRefused> admit(Inbound inbound, long nowNanos) {
    Inbound replaced;
    synchronized (this) {
      Inbound present = byPeer.get(inbound.peer());
      if (present != null
          && present.incarnation() != inbound.incarnation()
          && present.channel().isActive()
          && present.silentNanos(nowNanos) < SILENCE.toNanos()) {
        return Optional.of(duplicate(present, inbound));
      }
      replaced = byPeer.put(inbound.peer(), inbound);
    }
    if (replaced != null) {
      replaced.channel().close();
    }
    inbound.channel().closeFuture().addListener(closed -> forget(inbound));
    return Optional.empty();
  }

  synchronized List<Inbound> all() {
    return new ArrayList<>(byPeer.values());
  }

  private synchronized void forget(Inbound inbound) {
    byPeer.remove(inbound.peer(), inbound);
  }

  private static JoinRefused duplicate(Inbound present, Inbound refused) {
    return new JoinRefused(
        JoinRefused.Reason.DUPLICATE_NODE,
        "two processes use the id of node "
            + present.peer()
            + ", at "
            + present.channel().remoteAddress()
            + " and at "
            + refused.channel().remoteAddress()
            + ": a data directory must not be copied");
  }
}
