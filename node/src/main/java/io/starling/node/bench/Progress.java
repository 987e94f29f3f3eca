package io.starling.node.bench;

/** Hears how it goes, once a second. */
@FunctionalInterface
public interface Progress {
  /**
   * Hears of one second.
   *
   * @param seconds since the measured part began
   * @param second what came of requests in the last of them
   */
  void tick(long seconds, Totals second);
}
