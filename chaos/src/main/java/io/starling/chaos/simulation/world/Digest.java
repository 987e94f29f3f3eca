package io.starling.chaos.simulation.world;

/**
 * One number for all that happened in a run, in order: two runs of one seed that differ anywhere
 * differ here.
 */
public final class Digest {
  private long value = 0x9e3779b97f4a7c15L;

  /** Adds a number; the finalizer of SplitMix64 spreads it over all bits. */
  public void add(long number) {
    long z = value ^ number;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    value = (z ^ (z >>> 31)) + 0x9e3779b97f4a7c15L;
  }

  public long value() {
    return value;
  }
}
