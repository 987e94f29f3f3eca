package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a move must not do, whatever it gains. Null means that nothing is against it. */
final class Guards<N extends Comparable<N>> {
  /** Of processor or network: beyond it, shipping what is hot would take what its clients need. */
  private static final double SATURATED = 0.95;

  /** Of the mean utilisation: a segment with less load than that cannot be anybody's trouble. */
  private static final double HOT_KEY_LOAD_MIN = 0.05;

  private final Policy policy;
  private final View<N> view;
  private final Standing<N> standing;
  private final TreeSet<String> zones = new TreeSet<>();
  private final boolean saturated;
  private final double tooBusy;
  private final boolean[] taken;

  Guards(Policy policy, View<N> view, Standing<N> standing) {
    this.policy = policy;
    this.view = view;
    this.standing = standing;
    this.saturated = standing.isSaturated(SATURATED);
    this.taken = new boolean[standing.size()];
    this.tooBusy = Math.min(standing.own(), standing.mean() * (1 + policy.band()));
    for (int i = 0; i < standing.size(); i++) {
      NodeView<N> node = standing.node(i);
      if (i == standing.self() || (node.accepts() && !node.distrusted())) {
        zones.add(node.zone());
      }
    }
  }

  /** This decision sends something to a target: nothing else goes there. */
  void take(int target) {
    taken[target] = true;
  }

  /** Against a target, whatever goes there. */
  @Nullable Verdict ofTarget(int target) {
    NodeView<N> node = standing.node(target);
    if (!node.accepts()) {
      return Verdict.TARGET_REFUSES;
    }
    if (node.distrusted()) {
      return Verdict.TARGET_DISTRUSTED;
    }
    if (node.movesIn() > 0 || taken[target]) {
      return Verdict.TARGET_BUSY;
    }
    return standing.utilisation(target) >= tooBusy ? Verdict.TARGET_TOO_BUSY : null;
  }

  /** Against moving a segment, wherever it goes. */
  @Nullable Verdict ofSegment(Shift<N> shift) {
    SegmentView<N> segment = shift.segment();
    if (segment.pastMoves().isWithin(view.nowMillis(), policy.freeze().toMillis())) {
      return Verdict.SEGMENT_FROZEN;
    }
    if (shift.members().length < segment.members().size()) {
      return Verdict.MEMBER_MISSING;
    }
    return !shift.roleOnly() && saturated && isHot(shift.load()) ? Verdict.HOT_ON_SATURATED : null;
  }

  /**
   * How busy a target may be afterwards: no busier than makes a node shed. Only what is so large
   * that nobody could bear it may go where the excess is at least halved.
   */
  double bearable(boolean tooLargeForAll) {
    double wanted = standing.mean() * (1 + policy.band());
    return tooLargeForAll ? Math.max(wanted, (standing.own() + standing.mean()) / 2) : wanted;
  }

  /** Against moving a segment to a target. */
  @Nullable Verdict ofPair(Shift<N> shift, int target) {
    SegmentView<N> segment = shift.segment();
    N name = standing.node(target).id();
    if (!segment.refusedBy().isEmpty() && segment.refusedBy().contains(name)) {
      return Verdict.TARGET_DECLINED;
    }
    if (shift.roleOnly()) {
      if (!segment.inSync().contains(name)) {
        return Verdict.NOT_IN_SYNC;
      }
    } else if (!standing.hasSpace(target, shift.load(), segment.bytes())) {
      return Verdict.TARGET_FULL;
    } else if (isSecondInItsZone(shift, target)) {
      return Verdict.ZONE_TAKEN;
    }
    return isOneKey(shift, target) ? Verdict.ONE_HOT_KEY : null;
  }

  /** Of a saturated node's segments, those with more than their part of what is short. */
  private boolean isHot(ResourceVector load) {
    ResourceVector all = standing.node(standing.self()).load();
    int count = view.segments().size();
    return load.cpu() * count > all.cpu() || load.network() * count > all.network();
  }

  private boolean isSecondInItsZone(Shift<N> shift, int target) {
    String zone = standing.node(target).zone();
    boolean second = false;
    for (int member : shift.members()) {
      second |= member != standing.self() && standing.node(member).zone().equals(zone);
    }
    return second && someZoneIsFree(shift);
  }

  private boolean someZoneIsFree(Shift<N> shift) {
    List<String> used = new ArrayList<>();
    for (int member : shift.members()) {
      if (member != standing.self()) {
        used.add(standing.node(member).zone());
      }
    }
    return zones.stream().anyMatch(zone -> !used.contains(zone));
  }

  /** A hot key makes any node as busy; unless that node is so large that the trouble ends there. */
  private boolean isOneKey(Shift<N> shift, int target) {
    return shift.movesRole()
        && shift.segment().hottestKeyShare() > policy.hotKeyShare()
        && shift.share() > HOT_KEY_LOAD_MIN
        && standing.with(target, shift.load()) > standing.mean() * (1 + policy.band());
  }
}
