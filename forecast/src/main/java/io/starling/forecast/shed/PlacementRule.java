package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills segments up to the replication factor, replaces members that are gone, and spreads the
 * primary roles evenly. The same input gives the same answer on every machine, so nodes that know
 * the same need not talk about it.
 *
 * <p>Law: the answer depends on which nodes hold a segment, not on which of them is primary now; so
 * carrying it out changes nothing in the answer, and repeated application comes to rest after one
 * round.
 *
 * @param <N> the name of a node
 */
public final class PlacementRule<N extends Comparable<N>> {
  private final int replicas;
  private final ToLongFunction<N> hash;

  /**
   * @param replicas members that each segment should have, odd
   * @param hash spreads names over all 64-bit numbers; the same on all nodes
   */
  public PlacementRule(int replicas, ToLongFunction<N> hash) {
    if (replicas < 1 || replicas % 2 == 0) {
      throw new IllegalArgumentException(
          "the number of replicas must be odd, not "
              + replicas
              + ": an even group survives no more failures than the odd one below it");
    }
    this.replicas = replicas;
    this.hash = hash;
  }

  /**
   * Where each segment should be.
   *
   * @param present the members of each segment now
   * @param live nodes that may be given something
   * @param gone nodes that will not come back: members among them are replaced
   */
  public SortedMap<Integer, Placement<N>> desired(
      SortedMap<Integer, List<N>> present, List<N> live, List<N> gone) {
    TreeMap<N, Integer> primaries = new TreeMap<>();
    TreeMap<Integer, Placement<N>> desired = new TreeMap<>();
    present.forEach(
        (segment, members) -> {
          List<N> wanted = wantedMembers(segment, members, live, gone);
          N primary = leastLoaded(segment, wanted, live, primaries);
          if (primary != null) {
            primaries.merge(primary, 1, Integer::sum);
            desired.put(segment, new Placement<>(primary, wanted));
          }
        });
    return desired;
  }

  /**
   * Members stay unless they are gone. A group grows only to an odd number: of two members, both
   * would be needed for a majority, which is worse than one alone.
   */
  private List<N> wantedMembers(int segment, List<N> members, List<N> live, List<N> gone) {
    List<N> kept = members.stream().filter(member -> !gone.contains(member)).toList();
    List<N> candidates =
        Rendezvous.ranked(
            segment, live.stream().filter(node -> !members.contains(node)).toList(), hash);
    int available = Math.min(replicas, kept.size() + candidates.size());
    int size = available % 2 == 0 ? available - 1 : available;
    if (size < members.size() || size <= kept.size()) {
      return members.stream().sorted().toList();
    }
    List<N> wanted = new ArrayList<>(kept);
    wanted.addAll(candidates.subList(0, size - kept.size()));
    return wanted.stream().sorted().toList();
  }

  private @Nullable N leastLoaded(
      int segment, List<N> members, List<N> live, SortedMap<N, Integer> primaries) {
    N best = null;
    for (N candidate : Rendezvous.ranked(segment, members, hash)) {
      if (live.contains(candidate)
          && (best == null
              || primaries.getOrDefault(candidate, 0) < primaries.getOrDefault(best, 0))) {
        best = candidate;
      }
    }
    return best;
  }
}
