package io.starling.node.bench;

import org.jspecify.annotations.Nullable;

/** The connections of one client. */
interface Lanes {
  /** The one to use for a key; null if none is open. */
  @Nullable Lane laneFor(byte[] key);

  /**
   * Learns from a refusal that a key is served elsewhere, and returns the connection to there; null
   * if there is none yet.
   *
   * @param text of the error, such as {@code MOVED 3999 127.0.0.1:7379}
   */
  @Nullable Lane laneAfter(String text);
}
