package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills nodes that have next to nothing up to their fair share of copies and primary roles, by
 * count. It is the answer to a join and to a return, where nothing has to be felt before the next
 * step: all of it is known at once, and every node that knows the same computes the same, so there
 * is no herd. What load makes of it afterwards is the business of the {@link ShedRule}.
 *
 * <p>Laws: a step takes from a node above its fair share and gives to one below; carrying out all
 * steps leaves none; a segment that has been brought to a node is in no later step to it.
 *
 * @param <N> the name of a node
 */
public final class SpreadRule<N extends Comparable<N>> {
  private final int replicas;
  private final ToLongFunction<N> hash;

  /**
   * @param replicas members that each segment should have: who has fewer is not touched
   * @param hash spreads names over all 64-bit numbers; the same on all nodes
   */
  public SpreadRule(int replicas, ToLongFunction<N> hash) {
    this.replicas = replicas;
    this.hash = hash;
  }

  /**
   * Where segments should go.
   *
   * @param present where all segments are
   * @param sites of the nodes that are there and stay, with what makes their share fair
   * @param hollow the nodes to fill, all of them among the sites
   * @return the segments that should change, and to what
   */
  public SortedMap<Integer, Placement<N>> steps(
      SortedMap<Integer, Placement<N>> present, SortedMap<N, Site> sites, SortedSet<N> hollow) {
    Counts counts = new Counts(present, sites);
    TreeMap<Integer, Placement<N>> after = new TreeMap<>(present);
    for (N node : hollow) {
      List<Integer> order = new ArrayList<>(present.keySet());
      long hashed = hash.applyAsLong(node);
      order.sort(
          Comparator.<Integer>comparingDouble(
                  segment -> Rendezvous.weight(segment, hashed, /* size= */ 1))
              .reversed()
              .thenComparing(Comparator.naturalOrder()));
      for (int segment : order) {
        after.computeIfPresent(segment, (same, now) -> step(now, node, counts, sites));
      }
    }
    after.entrySet().removeIf(each -> each.getValue().equals(present.get(each.getKey())));
    return after;
  }

  /** Where a segment goes to fill a node; where it is if that is not its turn. */
  private Placement<N> step(Placement<N> now, N node, Counts counts, SortedMap<N, Site> sites) {
    Placement<N> next = next(now, node, counts, sites);
    if (next == null) {
      return now;
    }
    counts.change(now, next);
    return next;
  }

  private @Nullable Placement<N> next(
      Placement<N> now, N node, Counts counts, SortedMap<N, Site> sites) {
    if (now.members().size() < replicas || !sites.keySet().containsAll(now.members())) {
      return null;
    }
    boolean leads = counts.lacksRole(node) && counts.mayGiveRole(now.primary());
    N primary = leads ? node : now.primary();
    if (now.members().contains(node)) {
      return leads ? new Placement<>(node, now.members()) : null;
    }
    if (!counts.lacksCopy(node) || !hasRoom(sites.get(node))) {
      return null;
    }
    N donor = donor(now, node, primary, counts, sites);
    if (donor == null) {
      return null;
    }
    List<N> members = new ArrayList<>(now.members());
    members.remove(donor);
    members.add(node);
    return new Placement<>(primary, members.stream().sorted().toList());
  }

  /** Of the members that can do without, the one with most above its fair share. */
  private static <N extends Comparable<N>> @Nullable N donor(
      Placement<N> now, N node, N primary, SpreadRule<N>.Counts counts, SortedMap<N, Site> sites) {
    N best = null;
    for (N member : now.members()) {
      if (!member.equals(primary)
          && counts.mayGiveCopy(member)
          && keepsZones(now.members(), member, node, sites)
          && (best == null || counts.copiesAbove(member) > counts.copiesAbove(best))) {
        best = member;
      }
    }
    return best;
  }

  /** Whether the members are in as many zones as before when one gives its copy to another node. */
  private static <N extends Comparable<N>> boolean keepsZones(
      List<N> members, N from, N to, SortedMap<N, Site> sites) {
    String newZone = zone(sites.get(to));
    String oldZone = zone(sites.get(from));
    List<String> others =
        members.stream()
            .filter(member -> !member.equals(from))
            .map(member -> zone(sites.get(member)))
            .toList();
    return !others.contains(newZone) || others.contains(oldZone);
  }

  private static String zone(@Nullable Site site) {
    return site == null ? "" : site.zone();
  }

  private static boolean hasRoom(@Nullable Site site) {
    return site != null && site.hasRoom();
  }

  /** What every node has, and what would be fair. */
  private final class Counts {
    private final TreeMap<N, Integer> copies = new TreeMap<>();
    private final TreeMap<N, Integer> roles = new TreeMap<>();
    private final TreeMap<N, Double> fairCopies = new TreeMap<>();
    private final TreeMap<N, Double> fairRoles = new TreeMap<>();

    Counts(SortedMap<Integer, Placement<N>> present, SortedMap<N, Site> sites) {
      long all = 0;
      for (Placement<N> placement : present.values()) {
        placement.members().forEach(member -> copies.merge(member, 1, Integer::sum));
        roles.merge(placement.primary(), 1, Integer::sum);
        all += placement.members().size();
      }
      double size = sites.values().stream().mapToDouble(Site::size).sum();
      for (N node : sites.keySet()) {
        double share = sites.get(node).size() / size;
        fairCopies.put(node, Math.min(present.size(), share * all));
        fairRoles.put(node, share * present.size());
      }
    }

    void change(Placement<N> from, Placement<N> to) {
      from.members().forEach(member -> copies.merge(member, -1, Integer::sum));
      to.members().forEach(member -> copies.merge(member, 1, Integer::sum));
      roles.merge(from.primary(), -1, Integer::sum);
      roles.merge(to.primary(), 1, Integer::sum);
    }

    double copiesAbove(N node) {
      return copies.getOrDefault(node, 0) - fairCopies.getOrDefault(node, 0.0);
    }

    private double rolesAbove(N node) {
      return roles.getOrDefault(node, 0) - fairRoles.getOrDefault(node, 0.0);
    }

    boolean lacksCopy(N node) {
      return copiesAbove(node) <= -1;
    }

    boolean mayGiveCopy(N node) {
      return copiesAbove(node) > 0;
    }

    boolean lacksRole(N node) {
      return rolesAbove(node) <= -1;
    }

    boolean mayGiveRole(N node) {
      return rolesAbove(node) > 0;
    }
  }
}
