package io.starling.chaos.balance;

/** What can be simulated. */
enum Scenario {
  SKEW(
      6,
      256,
      60,
      "Zipf 0.99 over keys and three hot ranges, on six nodes of unequal size: ends even, and rests"),
  LARGE(1000, 16384, 30, "a thousand nodes of three sizes, skewed segments and hot ranges"),
  NOISE(12, 1024, 60, "random load without pattern, on a cluster that is even: next to no moves"),
  LIFE(6, 256, 60, "a node joins and is filled; another one leaves");

  final int nodes;
  final int segments;
  final int minutes;
  final String meaning;

  Scenario(int nodes, int segments, int minutes, String meaning) {
    this.nodes = nodes;
    this.segments = segments;
    this.minutes = minutes;
    this.meaning = meaning;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
