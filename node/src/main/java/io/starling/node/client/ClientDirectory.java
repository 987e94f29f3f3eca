package io.starling.node.client;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The open connections, in the order of their numbers. Any thread. */
final class ClientDirectory {
  private final AtomicLong lastId = new AtomicLong();
  private final ConcurrentSkipListMap<Long, ClientConnection> connections =
      new ConcurrentSkipListMap<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean draining;

  /** A number that no other connection has or had. */
  long nextId() {
    return lastId.incrementAndGet();
  }

  void add(ClientConnection connection) {
    connections.put(connection.id(), connection);
    if (draining) {
      connection.drain();
    }
  }

  void remove(ClientConnection connection) {
    connections.remove(connection.id(), connection);
    completeIfDrained();
  }

  /** Has every connection closed, each at a good moment; completed when all are gone. */
  CompletableFuture<Void> drain() {
    draining = true;
    connections.values().forEach(ClientConnection::drain);
    completeIfDrained();
    return drained;
  }

  private void completeIfDrained() {
    if (draining && connections.isEmpty()) {
      drained.complete(null);
    }
  }

  /** A view that stays valid while connections come and go. */
  Collection<ClientConnection> all() {
    return connections.values();
  }
}
