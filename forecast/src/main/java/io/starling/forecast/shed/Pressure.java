package io.starling.forecast.shed;

import io.starling.forecast.shed.Decision.Standstill;

/**
 * Whether a node has reason to shed, and how much a move must gain.
 *
 * <p>A node that has come over its threshold first waits whether that lasts, unless it is far over;
 * then it sheds until it is well below the threshold, so that it does not come over it again with
 * the next gust. Meanwhile its bar sinks: where every segment is small, small gains must do.
 */
final class Pressure<N extends Comparable<N>> {
  /** How far the bar sinks at most: something must be gained, or nothing ever came to rest. */
  private static final double BAR_FLOOR = 1.0 / 1024;

  /** In bands above the mean: who is so busy does not wait. */
  private static final double FAR = 3;

  private final Policy policy;
  private final Past past;
  private final long nowMillis;
  private final Standing<N> standing;
  private final Guards<N> guards;

  Pressure(Policy policy, View<N> view, Standing<N> standing, Guards<N> guards) {
    this.policy = policy;
    this.past = view.past();
    this.nowMillis = view.nowMillis();
    this.standing = standing;
    this.guards = guards;
  }

  /** Whether this node is busier than it should be. */
  boolean isOver() {
    double mean = standing.mean();
    double own = standing.own();
    if (own <= mean || mean <= 0) {
      return false;
    }
    double band = lasts() ? policy.band() / 2 : policy.band();
    return own > mean * (1 + band)
        || own > policy.nodeThreshold()
        || (own > mean * (1 + policy.band() / 4) && someoneIsClearlyBelow());
  }

  /** Whether this node, which has begun to shed, is not yet well below its threshold. */
  boolean goesOn() {
    return standing.own() > standing.mean() * (1 + policy.band() / 2) || isOver();
  }

  /** Whether there is no time, or no need, to wait whether it lasts. */
  boolean isCertain() {
    return lasts() || standing.own() > standing.mean() * (1 + FAR * policy.band());
  }

  /** What a move must gain beyond its cost. */
  double bar() {
    double sunk = 1 + overMillis() / policy.sinkTime().toMillis();
    return policy.minGain() * Math.max(BAR_FLOOR, 1 / (sunk * sunk));
  }

  /** Why this node may shed nothing, whatever the gain. */
  Standstill standstill(boolean over, boolean certain) {
    NodeView<N> self = standing.node(standing.self());
    if (self.distrusted()) {
      return Standstill.SELF_DISTRUSTED;
    }
    if (!self.accepts()) {
      return Standstill.SELF_LEAVING;
    }
    if (!over) {
      return Standstill.NOT_OVER;
    }
    if (!certain) {
      return Standstill.NOT_YET_CERTAIN;
    }
    if (slots() <= 0) {
      return Standstill.MOVES_UNDER_WAY;
    }
    return isWithinChurn(0, 0) ? Standstill.NONE : Standstill.CHURN_SPENT;
  }

  /** Moves that this node may begin. */
  int slots() {
    return policy.movesMax() - standing.node(standing.self()).movesOut();
  }

  /** Whether one more segment fits into what this node may move in a window. */
  boolean isWithinChurn(int segments, double bytes) {
    return past.windowSegments() + segments < policy.churn().segments()
        && past.windowBytes() + bytes <= policy.churn().bytes();
  }

  private boolean lasts() {
    return overMillis() >= policy.patience().toMillis();
  }

  private double overMillis() {
    return past.overSinceMillis() == Past.NOT_OVER
        ? 0
        : Math.max(0, (double) nowMillis - past.overSinceMillis());
  }

  /** A newcomer is filled by all, though it makes none of many nodes stand out. */
  private boolean someoneIsClearlyBelow() {
    double below = standing.mean() * (1 - 2 * policy.band());
    for (int i = 0; i < standing.size(); i++) {
      if (standing.utilisation(i) < below && guards.ofTarget(i) == null) {
        return true;
      }
    }
    return false;
  }
}
