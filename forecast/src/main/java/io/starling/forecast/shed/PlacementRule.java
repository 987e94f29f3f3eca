package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
    return desired(
        present,
        new Leavers<>(gone, List.of()),
        live,
        (segment, kept, nodes) -> Rendezvous.ranked(segment, nodes, hash));
  }

  /**
   * The same with regard to where nodes stand and how large they are: new members come from zones
   * without a member first, only nodes with room are chosen, and large nodes more often, by
   * rendezvous hashing with weights. So a join or a leave moves the least.
   *
   * @param sites of all nodes that are live or hold something and are there; a member without one
   *     is in no zone
   */
  public SortedMap<Integer, Placement<N>> desired(
      SortedMap<Integer, List<N>> present, List<N> live, List<N> gone, SortedMap<N, Site> sites) {
    return desired(present, live, new Leavers<>(gone, List.of()), sites);
  }

  /** The same, when some have to go whatever becomes of their segments. */
  public SortedMap<Integer, Placement<N>> desired(
      SortedMap<Integer, List<N>> present,
      List<N> live,
      Leavers<N> leavers,
      SortedMap<N, Site> sites) {
    List<N> withRoom = live.stream().filter(node -> hasRoom(sites.get(node))).toList();
    TreeSet<N> holdersAndRoom = new TreeSet<>(withRoom);
    return desired(
        present,
        leavers,
        live,
        (segment, kept, nodes) ->
            otherZonesFirst(
                kept,
                Rendezvous.ranked(
                    segment,
                    nodes.stream().filter(holdersAndRoom::contains).toList(),
                    hash,
                    node -> size(sites.get(node))),
                sites));
  }

  /**
   * Members whose copies go elsewhere.
   *
   * @param gone who is replaced if there is somebody to take its place, and stays a member
   *     otherwise
   * @param forced who goes in any case: if nobody takes its place the segment has fewer members, an
   *     odd number of live ones
   */
  public record Leavers<N>(List<N> gone, List<N> forced) {
    public Leavers {
      gone = List.copyOf(gone);
      forced = List.copyOf(forced);
    }

    boolean leaves(N node) {
      return gone.contains(node) || forced.contains(node);
    }
  }

  /** In which order nodes should become members of a segment that has some. */
  @FunctionalInterface
  private interface Preference<N> {
    List<N> order(int segment, List<N> kept, List<N> candidates);
  }

  private SortedMap<Integer, Placement<N>> desired(
      SortedMap<Integer, List<N>> present,
      Leavers<N> leavers,
      List<N> live,
      Preference<N> preference) {
    TreeMap<N, Integer> primaries = new TreeMap<>();
    TreeMap<Integer, Placement<N>> desired = new TreeMap<>();
    present.forEach(
        (segment, members) -> {
          List<N> wanted = wantedMembers(segment, members, live, leavers, preference);
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
  private List<N> wantedMembers(
      int segment, List<N> members, List<N> live, Leavers<N> leavers, Preference<N> preference) {
    List<N> kept = members.stream().filter(member -> !leavers.leaves(member)).toList();
    List<N> candidates =
        preference.order(
            segment, kept, live.stream().filter(node -> !members.contains(node)).toList());
    int available = Math.min(replicas, kept.size() + candidates.size());
    int size = available % 2 == 0 ? available - 1 : available;
    if (size >= members.size() && size > kept.size()) {
      List<N> wanted = new ArrayList<>(kept);
      wanted.addAll(candidates.subList(0, size - kept.size()));
      return wanted.stream().sorted().toList();
    }
    boolean shrinks = members.stream().anyMatch(leavers.forced()::contains);
    List<N> fewer = shrinks ? fewer(segment, kept, live, candidates) : List.of();
    return (fewer.isEmpty() ? members : fewer).stream().sorted().toList();
  }

  /** The largest odd number of live members, those kept first; none if there is not even one. */
  private List<N> fewer(int segment, List<N> kept, List<N> live, List<N> candidates) {
    List<N> able = new ArrayList<>();
    Rendezvous.ranked(segment, kept, hash).stream().filter(live::contains).forEach(able::add);
    able.addAll(candidates);
    int available = Math.min(replicas, able.size());
    return able.subList(0, available % 2 == 0 ? Math.max(0, available - 1) : available);
  }

  /** The first of every zone that has no member, then the second of each, and so on. */
  private static <N extends Comparable<N>> List<N> otherZonesFirst(
      List<N> kept, List<N> ranked, SortedMap<N, Site> sites) {
    TreeMap<String, Integer> taken = new TreeMap<>();
    for (N member : kept) {
      Site site = sites.get(member);
      if (site != null) {
        taken.merge(site.zone(), 1, Integer::sum);
      }
    }
    TreeMap<Integer, List<N>> byTurn = new TreeMap<>();
    for (N node : ranked) {
      int turn = taken.merge(zone(sites.get(node)), 1, Integer::sum);
      byTurn.computeIfAbsent(turn, first -> new ArrayList<>()).add(node);
    }
    return byTurn.values().stream().flatMap(List::stream).toList();
  }

  private static boolean hasRoom(@Nullable Site site) {
    return site == null || site.hasRoom();
  }

  private static double size(@Nullable Site site) {
    return site == null ? 1 : site.size();
  }

  private static String zone(@Nullable Site site) {
    return site == null ? "" : site.zone();
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
