package io.starling.forecast.shed;

/**
 * What changes sides with a segment.
 *
 * @param roleOnly no copy is moved
 * @param movesRole the primary role goes along
 * @param load that the one node is rid of, and the other bears
 * @param share of the mean utilisation that it is to the node that decides
 */
record Shift<N extends Comparable<N>>(
    SegmentView<N> segment,
    boolean roleOnly,
    boolean movesRole,
    ResourceVector load,
    double share) {

  static <N extends Comparable<N>> Shift<N> ofRole(SegmentView<N> segment, Standing<N> standing) {
    ResourceVector load = segment.asPrimary().minus(segment.asBackup());
    return new Shift<>(segment, true, true, load, share(load, standing));
  }

  static <N extends Comparable<N>> Shift<N> ofCopy(
      SegmentView<N> segment, N self, Standing<N> standing) {
    ResourceVector load = segment.demandOn(self);
    boolean movesRole = segment.primary().equals(self);
    return new Shift<>(segment, false, movesRole, load, share(load, standing));
  }

  private static <N extends Comparable<N>> double share(ResourceVector load, Standing<N> standing) {
    int self = standing.self();
    double away = standing.utilisation(self) - standing.utilisation(self, load, -1);
    return standing.mean() > 0 ? Math.max(0, away) / standing.mean() : 0;
  }

  Move<N> move(N from, N to) {
    return roleOnly
        ? new Move.PassRole<>(segment.segment(), to)
        : new Move.MoveCopy<>(segment.segment(), from, to);
  }
}
