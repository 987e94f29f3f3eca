package io.starling.node.cli;

import java.time.Duration;

/** A node as the process that it lives in sees it. Safe in any thread. */
public interface RunningNode {
  /**
   * Hands the primaries over, then stops. Returns when that is done; the primaries that were not
   * handed over by the limit fail over.
   */
  void stop(Duration limit);

  /**
   * Waits until the node has stopped.
   *
   * @return true if it was asked to, false if it gave up by itself; the log then says why
   */
  boolean awaitStopped() throws InterruptedException;
}
