package io.starling.gossip.status;

/**
 * How busy a node is now, each as a fraction of what it can do: 0 is idle, 1 is all of it. Demand
 * that exceeds capacity is not in it.
 */
public record Utilisation(float cpu, float memory, float disk, float network) {
  /** Of a node that has not measured itself yet. */
  public static final Utilisation IDLE = new Utilisation(0, 0, 0, 0);

  public Utilisation {
    requireFraction("cpu", cpu);
    requireFraction("memory", memory);
    requireFraction("disk", disk);
    requireFraction("network", network);
  }

  private static void requireFraction(String name, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is a fraction between 0 and 1, not " + value);
    }
  }
}
