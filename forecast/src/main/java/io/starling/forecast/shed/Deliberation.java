package io.starling.forecast.shed;

import io.starling.forecast.shed.Decision.Standstill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One decision in the making. */
final class Deliberation<N extends Comparable<N>> {
  /** How long shipping one batch may take: longer ones are known too late to have been wrong. */
  private static final double BATCH_SECONDS = 10;

  /** A target is good if it gains this part of what the best one does. */
  private static final double GOOD = 0.5;

  /** How far the bar sinks at most: something must be gained, or nothing ever came to rest. */
  private static final double BAR_FLOOR = 1.0 / 1024;

  private final Policy policy;
  private final ToLongFunction<N> hash;
  private final View<N> view;
  private final List<SegmentView<N>> segments;
  private final Standing<N> standing;
  private final Guards<N> guards;
  private final Pricing<N> pricing;
  private final TreeMap<Integer, SegmentView<N>> bySegment = new TreeMap<>();
  private final TreeSet<Integer> goneSegments = new TreeSet<>();
  private final TreeSet<Integer> goneTo = new TreeSet<>();
  private final List<Explanation<N>> taken = new ArrayList<>();
  private final double bar;
  private final double unit;
  private double bytes;

  /** The best that can be done with a segment. */
  private record Candidate<N extends Comparable<N>>(Shift<N> shift, int target, double net) {}

  Deliberation(Policy policy, ToLongFunction<N> hash, View<N> view) {
    this.policy = policy;
    this.hash = hash;
    this.view = view;
    this.segments =
        view.segments().stream().sorted(Comparator.comparingInt(SegmentView::segment)).toList();
    this.standing = new Standing<>(view, policy.balanceOn());
    this.guards = new Guards<>(policy, view, standing);
    this.pricing = new Pricing<>(policy, view);
    this.bar = bar();
    this.unit = standing.weight(standing.self()) * Potential.stake(standing.mean());
    this.bytes = view.past().windowBytes();
    segments.forEach(segment -> bySegment.put(segment.segment(), segment));
  }

  Decision<N> decide() {
    boolean over = isOver();
    Standstill standstill = standstill(over);
    if (standstill != Standstill.NONE) {
      return Decision.none(over, standstill);
    }
    for (int slots = slots(); slots > 0 && isOver(); slots--) {
      if (!takeBest(true) && !takeBest(false)) {
        break;
      }
    }
    List<Move<N>> moves = taken.stream().map(Explanation::move).toList();
    return new Decision<>(
        true, moves.isEmpty() ? Standstill.NOTHING_WORTHWHILE : Standstill.NONE, moves, taken);
  }

  List<Explanation<N>> explain(int number, Decision<N> decision) {
    List<Explanation<N>> all = new ArrayList<>();
    SegmentView<N> segment = bySegment.get(number);
    if (segment == null || unit <= 0) {
      return all;
    }
    for (boolean roleOnly : new boolean[] {true, false}) {
      Shift<N> shift = shift(segment, roleOnly);
      for (int target = 0; shift != null && target < standing.size(); target++) {
        if (target != standing.self() && isMember(segment, target) == roleOnly) {
          all.add(explanation(shift, target, verdict(shift, target, decision)));
        }
      }
    }
    return all;
  }

  private Verdict verdict(Shift<N> shift, int target, Decision<N> decision) {
    Move<N> move = shift.move(view.self(), standing.node(target).id());
    for (Explanation<N> chosen : decision.explanations()) {
      if (chosen.move().equals(move)) {
        return chosen.verdict();
      }
    }
    Verdict against = against(shift, target);
    if (against != null) {
      return against;
    }
    double gain = gain(shift, target);
    double net = gain - costs(shift, target).total();
    if (gain <= 0) {
      return Verdict.NO_DROP;
    }
    if (net <= 0) {
      return Verdict.COST_OUTWEIGHS;
    }
    return switch (decision.standstill()) {
      case NOT_OVER -> Verdict.NOT_OVER;
      case MOVES_UNDER_WAY, CHURN_SPENT -> Verdict.OUTSIDE_BUDGET;
      case SELF_DISTRUSTED, SELF_LEAVING -> Verdict.SELF_STANDS_STILL;
      case NONE, NOTHING_WORTHWHILE -> net < bar ? Verdict.BELOW_BAR : Verdict.NOT_CHOSEN;
    };
  }

  private @Nullable Verdict against(Shift<N> shift, int target) {
    Verdict verdict = guards.ofSegment(shift.segment(), shift);
    if (verdict == null && !isOverItself() && !isLarge(shift.segment())) {
      verdict = Verdict.NOT_OVER;
    }
    if (verdict == null) {
      verdict = ofTarget(target);
    }
    return verdict == null ? guards.ofPair(shift, target) : verdict;
  }

  private Standstill standstill(boolean over) {
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
    if (slots() <= 0) {
      return Standstill.MOVES_UNDER_WAY;
    }
    return isWithinChurn(0) ? Standstill.NONE : Standstill.CHURN_SPENT;
  }

  private int slots() {
    return policy.movesMax() - standing.node(standing.self()).movesOut();
  }

  /** Whether one more segment fits into what this node may move in a window. */
  private boolean isWithinChurn(double more) {
    return view.past().windowSegments() + taken.size() < policy.churn().segments()
        && bytes + more <= policy.churn().bytes();
  }

  private boolean isOver() {
    return isOverItself() || segments.stream().anyMatch(this::isLarge);
  }

  private boolean isOverItself() {
    double mean = standing.mean();
    double own = standing.utilisation(standing.self());
    if (own <= mean || mean <= 0) {
      return false;
    }
    return own > mean * (1 + policy.band())
        || own > policy.nodeThreshold()
        || (own > mean * (1 + policy.band() / 4) && someoneIsClearlyBelow());
  }

  /** A newcomer is filled by all, though it makes none of many nodes stand out. */
  private boolean someoneIsClearlyBelow() {
    double below = standing.mean() * (1 - 2 * policy.band());
    for (int i = 0; i < standing.size(); i++) {
      if (standing.utilisation(i) < below && ofTarget(i) == null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a segment is over the threshold that an operator has set for segments. */
  private boolean isLarge(SegmentView<N> segment) {
    if (policy.segmentThreshold().isEmpty() || goneSegments.contains(segment.segment())) {
      return false;
    }
    double share = Shift.ofCopy(segment, view.self(), standing).share() * standing.mean();
    return share > policy.segmentThreshold().getAsDouble();
  }

  private double bar() {
    if (view.past().overSinceMillis() == Past.NOT_OVER) {
      return policy.minGain();
    }
    double over = Math.max(0, (double) view.nowMillis() - view.past().overSinceMillis());
    double sunk = 1 + over / policy.sinkTime().toMillis();
    return policy.minGain() * Math.max(BAR_FLOOR, 1 / (sunk * sunk));
  }

  private @Nullable Verdict ofTarget(int target) {
    return goneTo.contains(target) ? Verdict.TARGET_BUSY : guards.ofTarget(target);
  }

  private @Nullable Shift<N> shift(SegmentView<N> segment, boolean roleOnly) {
    if (!roleOnly) {
      return Shift.ofCopy(segment, view.self(), standing);
    }
    return segment.primary().equals(view.self()) ? Shift.ofRole(segment, standing) : null;
  }

  /** The best move, with as many more to the same target as pay; whether they reach the bar. */
  private boolean takeBest(boolean roleOnly) {
    int[] targets = targets();
    boolean onlyLarge = !isOverItself();
    List<Shift<N>> open = new ArrayList<>();
    Candidate<N> best = null;
    for (SegmentView<N> segment : segments) {
      Shift<N> shift = shift(segment, roleOnly);
      if (shift == null
          || goneSegments.contains(segment.segment())
          || (onlyLarge && !isLarge(segment))
          || guards.ofSegment(segment, shift) != null) {
        continue;
      }
      open.add(shift);
      Candidate<N> candidate = best(shift, targets);
      if (candidate != null && (best == null || candidate.net() > best.net())) {
        best = candidate;
      }
    }
    return best != null && isWithinChurn(best.shift().segment().bytes()) && takeBatch(best, open);
  }

  private int[] targets() {
    int[] targets = new int[standing.size()];
    int count = 0;
    for (int i = 0; i < targets.length; i++) {
      if (i != standing.self() && ofTarget(i) == null) {
        targets[count++] = i;
      }
    }
    return Arrays.copyOf(targets, count);
  }

  private @Nullable Candidate<N> best(Shift<N> shift, int[] targets) {
    double[] nets = new double[targets.length];
    double best = 0;
    for (int i = 0; i < targets.length; i++) {
      nets[i] = net(shift, targets[i]);
      best = Math.max(best, nets[i]);
    }
    if (best <= 0) {
      return null;
    }
    int chosen = -1;
    double weight = -1;
    for (int i = 0; i < targets.length; i++) {
      if (nets[i] >= GOOD * best) {
        long hashed = hash.applyAsLong(standing.node(targets[i]).id());
        double candidate =
            Rendezvous.weight(shift.segment().segment(), hashed, standing.weight(targets[i]));
        if (candidate > weight) {
          weight = candidate;
          chosen = i;
        }
      }
    }
    return new Candidate<>(shift, targets[chosen], nets[chosen]);
  }

  /** What is left of the gain, or 0 or less if the move must not be. */
  private double net(Shift<N> shift, int target) {
    if (isMember(shift.segment(), target) != shift.roleOnly()) {
      return 0;
    }
    double gain = gain(shift, target);
    if (gain <= 0 || guards.ofPair(shift, target) != null) {
      return 0;
    }
    return gain - costs(shift, target).total();
  }

  private boolean takeBatch(Candidate<N> first, List<Shift<N>> open) {
    int target = first.target();
    Standing.Mark mark = standing.mark(target);
    int before = taken.size();
    double bytesBefore = bytes;
    double total = first.net();
    take(first.shift(), target);
    for (Candidate<N> next : companions(first, open)) {
      if (taken.size() - before >= policy.batchMax()
          || standing.utilisation(standing.self()) <= standing.mean()) {
        break;
      }
      double room = BATCH_SECONDS * policy.bandwidthBytesPerSecond() - (bytes - bytesBefore);
      double shipped = next.shift().roleOnly() ? 0 : next.shift().segment().bytes();
      double net = net(next.shift(), target);
      if (net > bar / policy.batchMax() && shipped <= room && isWithinChurn(shipped)) {
        total += net;
        take(next.shift(), target);
      }
    }
    if (total < bar) {
      standing.restore(mark);
      bytes = bytesBefore;
      List<Explanation<N>> undone = taken.subList(before, taken.size());
      undone.forEach(explanation -> goneSegments.remove(explanation.move().segment()));
      undone.clear();
      return false;
    }
    goneTo.add(target);
    if (taken.size() - before > 1) {
      taken.subList(before, taken.size()).replaceAll(e -> e.with(Verdict.TAKEN_IN_BATCH));
    }
    return true;
  }

  /** What else might go to the same target, the best first. */
  private List<Candidate<N>> companions(Candidate<N> first, List<Shift<N>> open) {
    List<Candidate<N>> companions = new ArrayList<>();
    for (Shift<N> shift : open) {
      boolean isOpen = !goneSegments.contains(shift.segment().segment());
      double net = isOpen ? net(shift, first.target()) : 0;
      if (net > 0) {
        companions.add(new Candidate<>(shift, first.target(), net));
      }
    }
    companions.sort(
        Comparator.<Candidate<N>>comparingDouble(Candidate::net)
            .reversed()
            .thenComparingInt(candidate -> candidate.shift().segment().segment()));
    return companions;
  }

  private void take(Shift<N> shift, int target) {
    taken.add(explanation(shift, target, Verdict.TAKEN));
    goneSegments.add(shift.segment().segment());
    double shipped = shift.roleOnly() ? 0 : shift.segment().bytes();
    bytes += shipped;
    standing.shift(target, shift.load(), shipped);
  }

  private Explanation<N> explanation(Shift<N> shift, int target, Verdict verdict) {
    int self = standing.self();
    return new Explanation<>(
        shift.move(view.self(), standing.node(target).id()),
        standing.utilisation(self),
        standing.utilisation(self, shift.load(), -1),
        standing.utilisation(target),
        standing.utilisation(target, shift.load(), 1),
        gain(shift, target),
        costs(shift, target),
        bar,
        verdict);
  }

  private double gain(Shift<N> shift, int target) {
    return standing.drop(target, shift.load()) / unit;
  }

  private Costs costs(Shift<N> shift, int target) {
    double lost = coLocationLost(shift, standing.node(target).id());
    return shift.roleOnly()
        ? pricing.ofRole(shift.segment(), shift.share(), lost)
        : pricing.ofCopy(
            shift.segment(),
            standing.node(target),
            shift.share(),
            standing.reserveFree(target),
            lost);
  }

  /** Of the segments accessed with it, how many more have their primary here than there. */
  private double coLocationLost(Shift<N> shift, N target) {
    List<Integer> together = shift.segment().coAccessed();
    if (!shift.movesRole() || together.isEmpty()) {
      return 0;
    }
    int lost = 0;
    for (Integer other : together) {
      SegmentView<N> known = bySegment.get(other);
      if (known != null && known.primary().equals(view.self())) {
        lost++;
      } else if (known != null && known.primary().equals(target)) {
        lost--;
      }
    }
    return Math.max(0, lost) / (double) together.size();
  }

  private boolean isMember(SegmentView<N> segment, int target) {
    return segment.members().contains(standing.node(target).id());
  }
}
