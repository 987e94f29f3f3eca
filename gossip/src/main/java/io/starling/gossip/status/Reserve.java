package io.starling.gossip.status;

/**
 * A node's staging space for segments on their way in.
 *
 * @param bytes that it may hold
 * @param usedBytes of them that are granted or filled
 */
public record Reserve(long bytes, long usedBytes) {
  /** Of a node that takes nothing in. */
  public static final Reserve NONE = new Reserve(0, 0);

  public Reserve {
    Amount.require("reserve", bytes);
    Amount.require("used reserve", usedBytes);
  }

  /** What is left of it. */
  public long freeBytes() {
    return Math.max(0, bytes - usedBytes);
  }
}
