package io.starling.gossip.status;

/** A number that counts something: finite and not negative. */
final class Amount {
  private Amount() {}

  static void require(String name, long value) {
    require(name, (double) value);
  }

  static void require(String name, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " is an amount, not " + value);
    }
  }
}
