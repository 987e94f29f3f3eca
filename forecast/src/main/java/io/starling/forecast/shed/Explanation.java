package io.starling.forecast.shed;

/**
 * How one candidate was judged. Gain, costs and bar have one unit: shares of what a node of mean
 * utilisation has to lose.
 *
 * @param sourceBefore utilisation of the node that decides, before the move
 * @param sourceAfter and after it
 * @param targetBefore utilisation of the target, before the move
 * @param targetAfter and after it
 * @param gain by which the potential drops
 * @param bar that the gain less the costs has to reach
 * @param <N> the name of a node
 */
public record Explanation<N extends Comparable<N>>(
    Move<N> move,
    double sourceBefore,
    double sourceAfter,
    double targetBefore,
    double targetAfter,
    double gain,
    Costs costs,
    double bar,
    Verdict verdict) {
  /** What is left of the gain. */
  public double net() {
    return gain - costs.total();
  }

  Explanation<N> with(Verdict other) {
    return new Explanation<>(
        move, sourceBefore, sourceAfter, targetBefore, targetAfter, gain, costs, bar, other);
  }
}
