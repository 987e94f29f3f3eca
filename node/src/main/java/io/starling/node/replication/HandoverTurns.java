package io.starling.node.replication;

import java.util.TreeMap;

/**
 * Lets few segments of a loop change their primary at a time. Nobody serves a segment from its seal
 * until the next epoch is open, and a hundred that begin together wait for each other's messages
 * and disk syncs: all of them as long as the last. A loop of many segments lets more of them go at
 * a time, so that it is done within some dozens of turns. A turn that is not given back, because
 * nobody decides, runs out; so a segment that is stuck holds up the others for a bounded time.
 */
final class HandoverTurns {
  /** One segment of so many may be on its way. */
  private static final int SHARE = 64;

  private final int atLeast;
  private final long holdNanos;

  /** Segments that have a turn, and when it runs out. */
  private final TreeMap<Integer, Long> taken = new TreeMap<>();

  private int max;

  /**
   * @param atLeast how many there are, however few the segments
   */
  HandoverTurns(int atLeast, long holdNanos) {
    this.atLeast = atLeast;
    this.holdNanos = holdNanos;
    this.max = atLeast;
  }

  /** Tells how many segments the loop has. */
  void outOf(int segments) {
    max = Math.max(atLeast, segments / SHARE);
  }

  boolean tryTake(int segment, long nowNanos) {
    if (taken.size() >= max) {
      taken.values().removeIf(runsOutNanos -> nowNanos - runsOutNanos >= 0);
    }
    if (taken.size() >= max) {
      return false;
    }
    taken.put(segment, nowNanos + holdNanos);
    return true;
  }

  /** Does nothing if the segment has none, or has none any more. */
  void giveBack(int segment) {
    taken.remove(segment);
  }
}
