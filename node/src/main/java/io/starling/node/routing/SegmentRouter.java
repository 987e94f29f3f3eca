package io.starling.node.routing;

import io.starling.node.command.Reply;

/** Takes a request to where its segment is served. */
public interface SegmentRouter {
  /**
   * Serves a request, here or at the primary. Never blocks. Refuses with {@code BUSY} rather than
   * queueing without bound.
   *
   * @param reply called exactly once, in the caller's loop, perhaps before this method returns
   */
  void submit(SegmentRequest request, ReplyReceiver reply);

  /** Receives the one reply to a request. */
  @FunctionalInterface
  interface ReplyReceiver {
    void receive(Reply reply);
  }
}
