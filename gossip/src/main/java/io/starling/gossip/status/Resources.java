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
    requireAmount("cpu", cpu);
    requireAmount("memory", memory);
    requireAmount("disk", disk);
    requireAmount("network", network);
  }

  private static void requireAmount(String name, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " is an amount, not " + value);
    }
  }
}
