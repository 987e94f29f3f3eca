package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.starling.storage.id.NodeId;

/**
 * Carries messages to other nodes of the cluster: in order, at most once, without any promise of
 * arrival. All methods may be called from any thread.
 */
public interface PeerTransport {
  /** Bytes of the largest message: a value of 8 MiB with room for what surrounds it. */
  int MESSAGE_BYTES_MAX = 16 << 20;

  /** Kinds of messages lie between 0 and this, itself excluded. */
  int KIND_COUNT = 64;

  /**
   * Sends a message, without waiting. Takes over {@code payload}, whatever the answer.
   *
   * @param kind what the message is, from {@link MessageKind}
   * @return false if it was certainly not sent: the peer is not reachable now, its address is
   *     unknown, or its queue is full. True promises nothing.
   * @throws IllegalArgumentException if the payload is over {@link #MESSAGE_BYTES_MAX}
   */
  boolean send(NodeId to, int kind, ByteBuf payload);

  /**
   * Sends a message that its writer appends directly to the outgoing batch: no copy, for messages
   * of up to some kilobytes.
   *
   * @see #send(NodeId, int, ByteBuf)
   */
  boolean send(NodeId to, int kind, PayloadWriter writer);

  /**
   * Whether what is sent to a peer now goes out at once. Otherwise it may wait for a connection
   * that never comes about, which nobody is told of.
   */
  boolean isConnected(NodeId to);

  /**
   * Says who gets the messages of one kind. To be called before the first message can arrive;
   * messages of a kind without a handler are dropped.
   *
   * @throws IllegalStateException if the kind has a handler
   */
  void onMessage(int kind, PeerMessageHandler handler);

  /** Adds a listener, told of what happens from now on. */
  void addListener(PeerListener listener);
}
