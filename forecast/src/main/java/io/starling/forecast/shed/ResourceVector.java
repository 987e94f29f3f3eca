package io.starling.forecast.shed;

/**
 * An amount of every resource, in absolute units: a load, or a capacity.
 *
 * @param cpu cores
 * @param memory bytes
 * @param disk bytes
 * @param network bytes a second
 * @param presence weight of copies and primary roles, see {@link Resource#PRESENCE}
 */
public record ResourceVector(
    double cpu, double memory, double disk, double network, double presence) {
  public static final ResourceVector ZERO = new ResourceVector(0, 0, 0, 0, 0);

  public ResourceVector {
    requireFinite("cpu", cpu);
    requireFinite("memory", memory);
    requireFinite("disk", disk);
    requireFinite("network", network);
    requireFinite("presence", presence);
  }

  /** How much of a resource. */
  public double get(Resource resource) {
    return switch (resource) {
      case CPU -> cpu;
      case MEMORY -> memory;
      case DISK -> disk;
      case NETWORK -> network;
      case PRESENCE -> presence;
    };
  }

  public ResourceVector plus(ResourceVector other) {
    return plus(other, 1);
  }

  public ResourceVector minus(ResourceVector other) {
    return plus(other, -1);
  }

  public ResourceVector times(double factor) {
    return ZERO.plus(this, factor);
  }

  private ResourceVector plus(ResourceVector other, double factor) {
    return new ResourceVector(
        cpu + factor * other.cpu,
        memory + factor * other.memory,
        disk + factor * other.disk,
        network + factor * other.network,
        presence + factor * other.presence);
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is a finite number, not " + value);
    }
  }
}
