package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a move must not do, whatever it gains. An answer of null means that nothing is against it.
 */
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

  Guards(Policy policy, View<N> view, Standing<N> standing) {
    this.policy = policy;
    this.view = view;
    this.standing = standing;
    this.saturated = standing.isSaturated(SATURATED);
    for (int i = 0; i < standing.size(); i++) {
      NodeView<N> node = standing.node(i);
      if (i == standing.self() || (node.accepts() && !node.distrusted())) {
        zones.add(node.zone());
      }
    }
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
    if (node.movesIn() > 0) {
      return Verdict.TARGET_BUSY;
    }
    double bearable = standing.mean() * (1 + policy.band());
    if (standing.utilisation(target) >= Math.min(bearable, standing.utilisation(standing.self()))) {
      return Verdict.TARGET_TOO_BUSY;
    }
    return null;
  }

  /** Against moving a segment, wherever it goes. */
  @Nullable Verdict ofSegment(SegmentView<N> segment, Shift<N> shift) {
    if (segment.movedAtMillis() != SegmentView.NEVER_MOVED
        && view.nowMillis() - segment.movedAtMillis() < policy.freeze().toMillis()) {
      return Verdict.SEGMENT_FROZEN;
    }
    for (N member : segment.members()) {
      if (standing.indexOf(member) < 0) {
        return Verdict.MEMBER_MISSING;
      }
    }
    if (!shift.roleOnly() && saturated && isHot(shift.load())) {
      return Verdict.HOT_ON_SATURATED;
    }
    return null;
  }

  /** Against moving a segment to a target. */
  @Nullable Verdict ofPair(Shift<N> shift, int target) {
    SegmentView<N> segment = shift.segment();
    N name = standing.node(target).id();
    if (segment.refusedBy().contains(name)) {
      return Verdict.TARGET_DECLINED;
    }
    if (shift.roleOnly()) {
      if (!segment.inSync().contains(name)) {
        return Verdict.NOT_IN_SYNC;
      }
    } else if (!standing.hasSpace(target, shift.load(), segment.bytes())) {
      return Verdict.TARGET_FULL;
    } else if (isSecondInItsZone(segment, target)) {
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

  private boolean isSecondInItsZone(SegmentView<N> segment, int target) {
    N self = view.self();
    List<String> taken = new ArrayList<>();
    for (N member : segment.members()) {
      int index = standing.indexOf(member);
      if (!member.equals(self) && index >= 0) {
        taken.add(standing.node(index).zone());
      }
    }
    return taken.contains(standing.node(target).zone())
        && zones.stream().anyMatch(zone -> !taken.contains(zone));
  }

  /** A hot key makes any node as busy; unless that node is so large that the trouble ends there. */
  private boolean isOneKey(Shift<N> shift, int target) {
    return shift.movesRole()
        && shift.segment().hottestKeyShare() > policy.hotKeyShare()
        && shift.share() > HOT_KEY_LOAD_MIN
        && standing.utilisation(target, shift.load(), 1) > standing.mean() * (1 + policy.band());
  }
}
