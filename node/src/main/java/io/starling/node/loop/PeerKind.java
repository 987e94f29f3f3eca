package io.starling.node.loop;

import io.starling.gossip.transport.MessageKind;

/** The kinds of messages between nodes that are defined here. Numbers are never reused. */
final class PeerKind {
  /** Between replicas of a segment. */
  static final int REPLICA = MessageKind.FIRST_FREE;

  /** Heartbeats. */
  static final int LEASE = MessageKind.LEASE;

  /** Forwarded requests. */
  static final int FORWARD = MessageKind.FIRST_FREE + 2;

  private PeerKind() {}
}
