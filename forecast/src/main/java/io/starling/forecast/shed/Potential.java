package io.starling.forecast.shed;

/**
 * How bad it is to be so busy: convex, so evening out lowers the sum over all nodes, and steep
 * where queues grow. A polynomial: additions and multiplications have the same bits on every
 * machine.
 *
 * <p>A node counts by its capacity: only then are all nodes equally <i>utilised</i> where the sum
 * is lowest, the large ones as much as the small ones.
 */
final class Potential {
  private Potential() {}

  /** {@code u^2 + 3 u^6}. */
  static double of(double utilisation) {
    double square = utilisation * utilisation;
    return square + 3 * square * square * square;
  }

  /**
   * What a node has to lose: how fast the potential falls while all of a load goes, {@code u
   * f'(u)}. Gains are told as shares of that at the mean utilisation, so they mean the same in a
   * busy cluster and in an idle one.
   */
  static double stake(double utilisation) {
    double square = utilisation * utilisation;
    return 2 * square + 18 * square * square * square;
  }
}
