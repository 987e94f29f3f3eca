package io.starling.forecast.shed;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which of its segments a node should hand over now, and to whom: a pure function of what it knows.
 * The same input gives the same answer on every machine, to the bit: no unordered collection, no
 * function of the mathematics library whose last bit is left to the machine, sums in the order of
 * names.
 *
 * <p>It lowers a convex {@link Potential} of the nodes' utilisation, and takes a move only if the
 * drop outweighs the {@link Costs} by a bar, which sinks while the node stays over its threshold.
 * Gain, costs and bar are shares of what the deciding node has to lose at mean utilisation. Passing
 * primary roles comes first; copies move only when that gains too little. Of the good targets of a
 * segment the choice is by rendezvous hash, so that many nodes with the same idea do not all go to
 * the emptiest one.
 *
 * <p>Law: with constant load, each taken move lowers the potential by at least a fixed amount, so
 * repeated application comes to rest.
 *
 * @param <N> the name of a node
 */
public final class ShedRule<N extends Comparable<N>> {
  private final Policy policy;
  private final ToLongFunction<N> hash;

  /**
   * @param hash spreads names over all 64-bit numbers; the same on all nodes
   */
  public ShedRule(Policy policy, ToLongFunction<N> hash) {
    this.policy = policy;
    this.hash = hash;
  }

  /** What to shed now; explains what it takes. */
  public Decision<N> decide(View<N> view) {
    return new Deliberation<>(policy, hash, view).decide();
  }

  /**
   * Every way to be rid of a segment that this node holds, roles first, in the order of names: how
   * it is judged now, before any other move is taken.
   */
  public List<Explanation<N>> explain(View<N> view, int segment) {
    return new Deliberation<>(policy, hash, view).explain(segment, decide(view));
  }
}
