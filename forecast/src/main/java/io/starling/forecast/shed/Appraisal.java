package io.starling.forecast.shed;

import java.util.List;
import java.util.SortedMap;

/** What a move gains and costs, as things stand. */
final class Appraisal<N extends Comparable<N>> {
  private final N self;
  private final SortedMap<Integer, SegmentView<N>> held;
  private final Standing<N> standing;
  private final Guards<N> guards;
  private final Pricing<N> pricing;
  private final double unit;

  /**
   * @param held what this node holds, by number
   */
  Appraisal(
      View<N> view,
      SortedMap<Integer, SegmentView<N>> held,
      Standing<N> standing,
      Guards<N> guards,
      Pricing<N> pricing) {
    this.self = view.self();
    this.held = held;
    this.standing = standing;
    this.guards = guards;
    this.pricing = pricing;
    this.unit = standing.weight(standing.self()) * Potential.stake(standing.mean());
  }

  /** By how much the potential drops, as a share of what this node has to lose. */
  double gain(Shift<N> shift, int target) {
    return unit > 0 ? standing.drop(target, shift.load()) / unit : 0;
  }

  /**
   * What is left of the gain, or 0 or less if the move must not be.
   *
   * @param bearable how busy the target may be afterwards
   */
  double net(Shift<N> shift, int target, double bearable) {
    if (shift.isMember(target) != shift.roleOnly()
        || standing.with(target, shift.load()) > bearable) {
      return 0;
    }
    double gain = gain(shift, target);
    return gain <= 0 || guards.ofPair(shift, target) != null
        ? 0
        : gain - costs(shift, target).total();
  }

  Costs costs(Shift<N> shift, int target) {
    NodeView<N> node = standing.node(target);
    double lost = coLocationLost(shift, node.id());
    return shift.roleOnly()
        ? pricing.ofRole(shift.segment(), shift.share(), lost)
        : pricing.ofCopy(shift.segment(), node, shift.share(), standing.reserveFree(target), lost);
  }

  Explanation<N> explanation(Shift<N> shift, int target, double bar, Verdict verdict) {
    return new Explanation<>(
        shift.move(self, standing.node(target).id()),
        standing.own(),
        standing.ownWithout(shift.load()),
        standing.utilisation(target),
        standing.with(target, shift.load()),
        gain(shift, target),
        costs(shift, target),
        bar,
        verdict);
  }

  /** Of the segments accessed with it, the share that it would part from. */
  private double coLocationLost(Shift<N> shift, N target) {
    List<Integer> together = shift.segment().coAccessed();
    if (!shift.movesRole() || together.isEmpty()) {
      return 0;
    }
    int lost = 0;
    for (Integer other : together) {
      SegmentView<N> known = held.get(other);
      if (known != null && known.primary().equals(self)) {
        lost++;
      } else if (known != null && known.primary().equals(target)) {
        lost--;
      }
    }
    return Math.max(0, lost) / (double) together.size();
  }
}
