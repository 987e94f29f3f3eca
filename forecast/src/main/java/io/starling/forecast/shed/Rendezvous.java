package io.starling.forecast.shed;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Rendezvous hashing (Thaler and Ravishankar, "Using Name-Based Mappings to Increase Hit Rates",
 * 1998): every node has a weight for every segment, and a segment prefers the nodes of the highest
 * weight. When a node comes or goes, only the segments that prefer it change their minds.
 */
public final class Rendezvous {
  private Rendezvous() {}

  /** The nodes in the order in which a segment prefers them. */
  public static <N extends Comparable<N>> List<N> ranked(
      int segment, List<N> nodes, ToLongFunction<N> hash) {
    Comparator<N> byWeight =
        Comparator.<N>comparingLong(node -> weight(segment, hash.applyAsLong(node)))
            .reversed()
            .thenComparing(Comparator.naturalOrder());
    return nodes.stream().sorted(byWeight).toList();
  }

  /** The same among nodes of different size: each is first as often as its size says. */
  public static <N extends Comparable<N>> List<N> ranked(
      int segment, List<N> nodes, ToLongFunction<N> hash, ToDoubleFunction<N> size) {
    Comparator<N> byWeight =
        Comparator.<N>comparingDouble(
                node -> weight(segment, hash.applyAsLong(node), size.applyAsDouble(node)))
            .reversed()
            .thenComparing(Comparator.naturalOrder());
    return nodes.stream().sorted(byWeight).toList();
  }

  /**
   * How much a segment prefers a node among nodes of different size (Schindelhauer and Schomaker,
   * "Weighted Distributed Hash Tables", 2005): each is the highest as often as its size says.
   * StrictMath, because it has the same bits on every machine.
   *
   * @param size of the node, above 0, in any unit
   */
  static double weight(int segment, long nodeHash, double size) {
    double uniform = ((weight(segment, nodeHash) >>> 11) + 0.5) * 0x1p-53;
    return -size / StrictMath.log(uniform);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014) over both inputs. */
  private static long weight(int segment, long nodeHash) {
    long z = nodeHash + (segment + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
