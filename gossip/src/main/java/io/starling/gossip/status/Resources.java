package io.starling.gossip.status;

/**
 * Amounts of what a node can run out of: what it has of them, or what is used.
 *
 * @param cpu cores
 * @param memory bytes of entries
 * @param disk bytes
 * @param network bytes a second, sent and received together
 */
public record Resources(double cpu, double memory, double disk, double network) {
  /** Nothing of anything. */
  public static final Resources NONE = new Resources(0, 0, 0, 0);

  public Resources {
    Amount.require("cpu", cpu);
    Amount.require("memory", memory);
    Amount.require("disk", disk);
    Amount.require("network", network);
  }
}
