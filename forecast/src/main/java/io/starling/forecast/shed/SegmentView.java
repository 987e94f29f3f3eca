package io.starling.forecast.shed;

import java.util.List;

/**
 * What a node knows of a segment that it holds a copy of.
 *
 * @param members all that hold a copy, the primary among them
 * @param inSync members that could become primary at once; as the primary knows them
 * @param asPrimary demand that a node bears for it as its primary
 * @param asBackup demand that a node bears for it as a backup
 * @param bytes that moving a copy ships
 * @param hottestKeyShare part of the load, 0 to 1, that is on its busiest key
 * @param pastMoves when it was moved, by {@link View#nowMillis}
 * @param refusedBy nodes that declined it, or where a move of it failed, within the last freeze
 * @param coAccessed segments that are accessed together with it
 * @param <N> the name of a node
 */
public record SegmentView<N extends Comparable<N>>(
    int segment,
    N primary,
    List<N> members,
    List<N> inSync,
    ResourceVector asPrimary,
    ResourceVector asBackup,
    double bytes,
    double hottestKeyShare,
    PastMoves pastMoves,
    List<N> refusedBy,
    List<Integer> coAccessed) {
  public SegmentView {
    members = List.copyOf(members);
    inSync = List.copyOf(inSync);
    refusedBy = List.copyOf(refusedBy);
    coAccessed = List.copyOf(coAccessed);
    if (!members.contains(primary)) {
      throw new IllegalArgumentException("primary " + primary + " is none of " + members);
    }
  }

  /** What a member bears for it. */
  public ResourceVector demandOn(N member) {
    return member.equals(primary) ? asPrimary : asBackup;
  }
}
