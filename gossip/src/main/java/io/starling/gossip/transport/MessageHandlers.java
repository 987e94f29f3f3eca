package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.starling.storage.id.NodeId;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who gets the messages of each kind. Safe in any thread. */
final class MessageHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(MessageHandlers.class);

  private final AtomicReferenceArray<PeerMessageHandler> byKind =
      new AtomicReferenceArray<>(PeerTransport.KIND_COUNT);

  void put(int kind, PeerMessageHandler handler) {
    if (!byKind.compareAndSet(kind, null, handler)) {
      throw new IllegalStateException("messages of kind " + kind + " have a handler already");
    }
  }

  /** A handler that fails costs its message, not the messages behind it. */
  void dispatch(int kind, NodeId from, ByteBuf payload) {
    PeerMessageHandler handler = kind < PeerTransport.KIND_COUNT ? byKind.get(kind) : null;
    if (handler == null) {
      LOG.debug("{} sent a message of kind {}, which nobody handles", from, kind);
      return;
    }
    try {
      handler.onMessage(kind, from, payload);
    } catch (RuntimeException e) {
      LOG.error("a message of kind {} from {} was not handled", kind, from, e);
    }
  }
}
