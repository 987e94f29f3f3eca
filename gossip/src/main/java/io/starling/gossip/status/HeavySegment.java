package io.starling.gossip.status;

/**
 * A segment that takes much of the node that tells of it.
 *
 * @param primary whether that node is its primary
 * @param cpu cores
 * @param commandsPerSecond that clients want of it, turned away ones included
 * @param networkBytesPerSecond sent and received
 * @param bytes that the copy takes
 */
public record HeavySegment(
    int segment,
    boolean primary,
    float cpu,
    float commandsPerSecond,
    float networkBytesPerSecond,
    long bytes) {
  public HeavySegment {
    Amount.require("segment", segment);
    Amount.require("cpu", cpu);
    Amount.require("commands", commandsPerSecond);
    Amount.require("network", networkBytesPerSecond);
    Amount.require("bytes", bytes);
  }
}
