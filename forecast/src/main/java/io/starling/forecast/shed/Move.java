package io.starling.forecast.shed;

/**
 * What a node wants to be rid of.
 *
 * @param <N> the name of a node
 */
public sealed interface Move<N extends Comparable<N>> {
  int segment();

  N to();

  /** The primary role goes to a member that is in sync; no data is moved. */
  record PassRole<N extends Comparable<N>>(int segment, N to) implements Move<N> {}

  /** A copy goes to a node that has none, and with it the primary role if {@code from} has it. */
  record MoveCopy<N extends Comparable<N>>(int segment, N from, N to) implements Move<N> {}
}
