package io.starling.node.client;

import io.starling.node.command.Command;
import io.starling.node.command.Evaluation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a connection of a node that stops may be closed. A server cannot ask a Redis client to go
 * elsewhere: the client sees the end of the stream, at best before it sends again. What it sends
 * into the end is not applied, but all it knows is that no reply came. So the end comes where a
 * client is least likely to be sending:
 *
 * <ul>
 *   <li>behind the reply to a command on keys, while nothing else was received. A client that waits
 *       for each reply has nothing under way then, and one that looks before it sends again loses
 *       nothing;
 *   <li>not behind the reply to PING, HELLO, CLIENT and the like: with these, a client makes sure
 *       of a connection that it is about to use;
 *   <li>after {@link #PATIENCE}, if there was no such moment, because the client is silent or never
 *       pauses: no more requests are taken, and those that were are answered.
 * </ul>
 *
 * <p>Used in the connection's event loop.
 */
final class Parting {
  /** Longer than all but the rarest callers pause; short beside the time a restart takes. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private boolean wanted;
  private boolean requested;

  /**
   * From now on the connection is to be closed.
   *
   * @param underWay whether a reply is still to come
   */
  void begin(boolean underWay) {
    wanted = true;
    requested = underWay;
  }

  /** A request was taken. */
  void onRequest() {
    requested = true;
  }

  /**
   * Whether this is a good moment, given that every request was answered.
   *
   * @param last the latest command; null before the first
   */
  boolean isGoodAfter(@Nullable Command last) {
    return wanted
        && requested
        && last != null
        && !(last.evaluation() instanceof Evaluation.ByConnection);
  }
}
