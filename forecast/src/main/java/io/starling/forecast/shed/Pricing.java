package io.starling.forecast.shed;

/**
 * What a move costs. Terms that come with time are parts of an hour, for which a balance should
 * last; the others are differences in utilisation that they are worth, by the load that moves: so a
 * small segment costs little, and many small ones no more than a large one.
 */
final class Pricing<N extends Comparable<N>> {
  private static final double LASTS_SECONDS = 3600;

  /** What shipping takes from both ends meanwhile, as a share of a node. */
  private static final double SHIPPING = 0.25;

  /** For how long clients notice that a primary changes. */
  private static final double SWITCH_SECONDS = 0.1;

  private static final double ROOM = 0.1;
  private static final double DISTANCE = 0.05;
  private static final double DISTANCE_MILLIS = 5;
  private static final double CO_LOCATION = 0.2;
  private static final double RECENCY = 0.1;

  private final Policy policy;
  private final View<N> view;

  Pricing(Policy policy, View<N> view) {
    this.policy = policy;
    this.view = view;
  }

  /**
   * The terms for a copy.
   *
   * @param load that moves, as a share of the mean utilisation
   * @param coLocationLost share of the segments it is accessed with that it would part from
   */
  Costs ofCopy(
      SegmentView<N> segment,
      NodeView<N> target,
      double load,
      double reserveFree,
      double coLocationLost) {
    double factor = policy.costFactor();
    double seconds = policy.transferSeconds(segment.bytes());
    double fill = reserveFree > 0 ? segment.bytes() / reserveFree : 1;
    double rise = view.past().latencyRise();
    double millis = Math.max(0, target.roundTripMillis());
    return new Costs(
        factor * load * ROOM * fill * fill,
        factor * SHIPPING * seconds / LASTS_SECONDS,
        factor * rise * (seconds + SWITCH_SECONDS) / LASTS_SECONDS,
        factor * load * DISTANCE * millis / (millis + DISTANCE_MILLIS),
        factor * load * CO_LOCATION * coLocationLost,
        factor * load * recency(segment));
  }

  /** The terms for a primary role: it ships nothing, and the members are where they were. */
  Costs ofRole(SegmentView<N> segment, double load, double coLocationLost) {
    double factor = policy.costFactor();
    return new Costs(
        0,
        0,
        factor * view.past().latencyRise() * SWITCH_SECONDS / LASTS_SECONDS,
        0,
        factor * load * CO_LOCATION * coLocationLost,
        factor * load * recency(segment));
  }

  /**
   * Full when the freeze has just ended, a quarter after twice that time; of what moves again and
   * again the fourfold with each time.
   */
  private double recency(SegmentView<N> segment) {
    PastMoves past = segment.pastMoves();
    if (past.times() == 0) {
      return 0;
    }
    double freeze = policy.freeze().toMillis();
    double age = Math.max(freeze, (double) view.nowMillis() - past.lastMillis());
    double again = 1L << (2 * (past.times() - 1));
    return RECENCY * again * (freeze / age) * (freeze / age);
  }
}
