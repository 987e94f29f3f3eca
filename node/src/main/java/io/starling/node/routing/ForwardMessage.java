package io.starling.node.routing;

import io.starling.node.command.Reply;
import io.starling.storage.id.NodeId;

/** A request taken to another node, and what comes back. */
public sealed interface ForwardMessage {
  /** Names the request to the node that forwards it; never given twice by one process. */
  long id();

  /** Evaluate this request if you are its primary. Sent once. */
  record Forward(long id, SegmentRequest request) implements ForwardMessage {}

  /** The request was evaluated, or refused for good. */
  record Answer(long id, Reply reply) implements ForwardMessage {}

  /** The request was certainly not evaluated: the receiver does not serve its segment now. */
  record NotServedHere(long id) implements ForwardMessage {}

  /**
   * The read was not evaluated: another node may answer it, on the word of the receiver of the
   * forward.
   */
  record ReadElsewhere(long id, NodeId node) implements ForwardMessage {}
}
