package io.starling.forecast.shed;

import java.util.Arrays;

/** What changes sides with a segment: its primary role, or a copy of it. */
final class Shift<N extends Comparable<N>> {
  private final SegmentView<N> segment;
  private final boolean roleOnly;
  private final boolean movesRole;
  private final ResourceVector load;
  private final double share;
  private final int[] members;

  private Shift(
      SegmentView<N> segment, boolean roleOnly, ResourceVector load, Standing<N> standing) {
    this.segment = segment;
    this.roleOnly = roleOnly;
    this.movesRole = segment.primary().equals(standing.node(standing.self()).id());
    this.load = load;
    double away = Math.max(0, standing.own() - standing.ownWithout(load));
    this.share = standing.mean() > 0 ? away / standing.mean() : 0;
    this.members = standing.indexesOf(segment.members());
  }

  /** Of a segment that this node is the primary of. */
  static <N extends Comparable<N>> Shift<N> ofRole(SegmentView<N> segment, Standing<N> standing) {
    return new Shift<>(segment, true, segment.asPrimary().minus(segment.asBackup()), standing);
  }

  static <N extends Comparable<N>> Shift<N> ofCopy(SegmentView<N> segment, Standing<N> standing) {
    N self = standing.node(standing.self()).id();
    return new Shift<>(segment, false, segment.demandOn(self), standing);
  }

  SegmentView<N> segment() {
    return segment;
  }

  int number() {
    return segment.segment();
  }

  /** No copy is moved. */
  boolean roleOnly() {
    return roleOnly;
  }

  /** The primary role goes along. */
  boolean movesRole() {
    return movesRole;
  }

  /** What the one node is rid of, and the other bears. */
  ResourceVector load() {
    return load;
  }

  /** What that is to this node, as a share of the mean utilisation. */
  double share() {
    return share;
  }

  /** What is shipped. */
  double bytes() {
    return roleOnly ? 0 : segment.bytes();
  }

  /** The numbers of the members that are there. */
  int[] members() {
    return members;
  }

  boolean isMember(int node) {
    return Arrays.stream(members).anyMatch(member -> member == node);
  }

  Move<N> move(N from, N to) {
    return roleOnly ? new Move.PassRole<>(number(), to) : new Move.MoveCopy<>(number(), from, to);
  }
}
