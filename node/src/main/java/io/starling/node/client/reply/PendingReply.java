package io.starling.node.client.reply;

import io.starling.node.command.Reply;
import io.starling.node.resp.RespVersion;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import org.jspecify.annotations.Nullable;

/**
 * The place of one reply among those of its connection. It may be answered while its command is
 * dispatched (the fast way: it never waits in the queue) or later, in the connection's event loop.
 */
public final class PendingReply implements ReplyReceiver {
  private final ReplyStream stream;
  private final long arrivedNanos;
  private @Nullable Reply reply;
  private RespVersion version = RespVersion.RESP2;
  private boolean queued;

  /**
   * @param arrivedNanos when the request arrived, on a monotonic clock
   */
  public PendingReply(ReplyStream stream, long arrivedNanos) {
    this.stream = stream;
    this.arrivedNanos = arrivedNanos;
  }

  @Override
  public void receive(Reply answer) {
    if (reply != null) {
      throw new IllegalStateException("answered with " + reply + " and again with " + answer);
    }
    reply = answer;
    if (queued) {
      stream.answered(this);
    }
  }

  /** The answer; null before it came. */
  public @Nullable Reply reply() {
    return reply;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  RespVersion version() {
    return version;
  }

  /** Fixes the form of the reply: a later HELLO does not change it. */
  public void writeAs(RespVersion form) {
    version = form;
  }

  void enqueue() {
    queued = true;
  }
}
