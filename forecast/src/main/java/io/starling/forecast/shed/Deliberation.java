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

  private final Policy policy;
  private final ToLongFunction<N> hash;
  private final TreeMap<Integer, SegmentView<N>> segments = new TreeMap<>();
  private final Standing<N> standing;
  private final Guards<N> guards;
  private final Pressure<N> pressure;
  private final Appraisal<N> appraisal;
  private final TreeSet<Integer> gone = new TreeSet<>();
  private final List<Explanation<N>> taken = new ArrayList<>();
  private final double bar;
  private double bytes;

  /** The best that can be done with a segment. */
  private record Candidate<N extends Comparable<N>>(Shift<N> shift, int target, double net) {}

  Deliberation(Policy policy, ToLongFunction<N> hash, View<N> view) {
    this.policy = policy;
    this.hash = hash;
    view.segments().forEach(segment -> segments.put(segment.segment(), segment));
    this.standing = new Standing<>(view, policy.balanceOn());
    this.guards = new Guards<>(policy, view, standing);
    this.pressure = new Pressure<>(policy, view, standing, guards);
    this.appraisal = new Appraisal<>(view, segments, standing, guards, new Pricing<>(policy, view));
    this.bar = pressure.bar();
  }

  Decision<N> decide() {
    boolean large = hasLarge();
    boolean over = pressure.isOver() || large;
    Standstill standstill = pressure.standstill(over, large || pressure.isCertain());
    if (standstill != Standstill.NONE) {
      return Decision.none(over, standstill);
    }
    for (int slots = pressure.slots(); slots > 0; slots--) {
      if (!(pressure.goesOn() || hasLarge()) || !(takeBest(true) || takeBest(false))) {
        break;
      }
    }
    List<Move<N>> moves = taken.stream().map(Explanation::move).toList();
    return new Decision<>(
        true, moves.isEmpty() ? Standstill.NOTHING_WORTHWHILE : Standstill.NONE, moves, taken);
  }

  /** Every way to be rid of a segment, judged beside what was decided. */
  List<Explanation<N>> explain(int number, Decision<N> decision) {
    List<Explanation<N>> all = new ArrayList<>();
    SegmentView<N> segment = segments.get(number);
    if (segment != null) {
      for (boolean roleOnly : new boolean[] {true, false}) {
        Shift<N> shift = shift(segment, roleOnly);
        for (int target = 0; shift != null && target < standing.size(); target++) {
          if (target != standing.self() && shift.isMember(target) == roleOnly) {
            Verdict verdict = verdict(shift, target, decision);
            all.add(appraisal.explanation(shift, target, bar, verdict));
          }
        }
      }
    }
    return all;
  }

  private Verdict verdict(Shift<N> shift, int target, Decision<N> decision) {
    Move<N> move = shift.move(self(), standing.node(target).id());
    for (Explanation<N> chosen : decision.explanations()) {
      if (chosen.move().equals(move)) {
        return chosen.verdict();
      }
    }
    Verdict against = against(shift, target);
    if (against != null) {
      return against;
    }
    if (appraisal.gain(shift, target) <= 0) {
      return Verdict.NO_DROP;
    }
    double bearable = guards.bearable(shift.share() > policy.band());
    if (standing.with(target, shift.load()) > bearable) {
      return Verdict.TARGET_OVERFILLED;
    }
    double net = appraisal.net(shift, target, bearable);
    if (net <= 0) {
      return Verdict.COST_OUTWEIGHS;
    }
    return switch (decision.standstill()) {
      case NOT_OVER, NOT_YET_CERTAIN -> Verdict.NOT_OVER;
      case MOVES_UNDER_WAY, CHURN_SPENT -> Verdict.OUTSIDE_BUDGET;
      case SELF_DISTRUSTED, SELF_LEAVING -> Verdict.SELF_STANDS_STILL;
      case NONE, NOTHING_WORTHWHILE -> net < bar ? Verdict.BELOW_BAR : Verdict.NOT_CHOSEN;
    };
  }

  private @Nullable Verdict against(Shift<N> shift, int target) {
    Verdict verdict = guards.ofSegment(shift);
    if (verdict == null && !pressure.isOver() && !isLarge(shift.segment())) {
      verdict = Verdict.NOT_OVER;
    }
    if (verdict == null) {
      verdict = guards.ofTarget(target);
    }
    return verdict == null ? guards.ofPair(shift, target) : verdict;
  }

  private N self() {
    return standing.node(standing.self()).id();
  }

  private boolean hasLarge() {
    return policy.segmentThreshold().isPresent()
        && segments.values().stream().anyMatch(this::isLarge);
  }

  /** Whether a segment is over the threshold that an operator has set for segments. */
  private boolean isLarge(SegmentView<N> segment) {
    if (policy.segmentThreshold().isEmpty() || gone.contains(segment.segment())) {
      return false;
    }
    double share = Shift.ofCopy(segment, standing).share() * standing.mean();
    return share > policy.segmentThreshold().getAsDouble();
  }

  private @Nullable Shift<N> shift(SegmentView<N> segment, boolean roleOnly) {
    if (!roleOnly) {
      return Shift.ofCopy(segment, standing);
    }
    return segment.primary().equals(self()) ? Shift.ofRole(segment, standing) : null;
  }

  /** The best move, with as many more to the same target as pay; whether they reach the bar. */
  private boolean takeBest(boolean roleOnly) {
    int[] targets = targets();
    List<Shift<N>> open = open(roleOnly);
    Candidate<N> best = null;
    for (Shift<N> shift : open) {
      Candidate<N> candidate = best(shift, targets);
      if (candidate != null && (best == null || candidate.net() > best.net())) {
        best = candidate;
      }
    }
    return best != null && fits(best.shift()) && takeBatch(best, open);
  }

  /** What may go: everything, or what is large if only that is the reason. */
  private List<Shift<N>> open(boolean roleOnly) {
    boolean onlyLarge = !pressure.isOver();
    List<Shift<N>> open = new ArrayList<>();
    for (SegmentView<N> segment : segments.values()) {
      if (!gone.contains(segment.segment()) && (!onlyLarge || isLarge(segment))) {
        Shift<N> shift = shift(segment, roleOnly);
        if (shift != null && guards.ofSegment(shift) == null) {
          open.add(shift);
        }
      }
    }
    return open;
  }

  private int[] targets() {
    int[] targets = new int[standing.size()];
    int count = 0;
    for (int i = 0; i < targets.length; i++) {
      if (i != standing.self() && guards.ofTarget(i) == null) {
        targets[count++] = i;
      }
    }
    return Arrays.copyOf(targets, count);
  }

  private @Nullable Candidate<N> best(Shift<N> shift, int[] targets) {
    Candidate<N> best = best(shift, targets, guards.bearable(false));
    return best == null && shift.share() > policy.band()
        ? best(shift, targets, guards.bearable(true))
        : best;
  }

  /** Of all targets that gain at least half of what the best one does, by rendezvous. */
  private @Nullable Candidate<N> best(Shift<N> shift, int[] targets, double bearable) {
    double[] nets = new double[targets.length];
    double best = 0;
    for (int i = 0; i < targets.length; i++) {
      nets[i] = appraisal.net(shift, targets[i], bearable);
      best = Math.max(best, nets[i]);
    }
    int chosen = -1;
    double preference = -1;
    for (int i = 0; i < targets.length; i++) {
      if (best > 0 && nets[i] >= GOOD * best) {
        long hashed = hash.applyAsLong(standing.node(targets[i]).id());
        double own = Rendezvous.weight(shift.number(), hashed, standing.weight(targets[i]));
        if (own > preference) {
          preference = own;
          chosen = i;
        }
      }
    }
    return chosen < 0 ? null : new Candidate<>(shift, targets[chosen], nets[chosen]);
  }

  private boolean takeBatch(Candidate<N> first, List<Shift<N>> open) {
    int target = first.target();
    Standing.Mark mark = standing.mark(target);
    int before = taken.size();
    double bytesBefore = bytes;
    double bytesMax = bytes + BATCH_SECONDS * policy.bandwidthBytesPerSecond();
    double total = first.net();
    take(first.shift(), target);
    for (Candidate<N> next : companions(target, open)) {
      if (taken.size() - before >= policy.batchMax() || standing.own() <= standing.mean()) {
        break;
      }
      double net = appraisal.net(next.shift(), target, guards.bearable(false));
      if (net > bar / policy.batchMax()
          && bytes + next.shift().bytes() <= bytesMax
          && fits(next.shift())) {
        total += net;
        take(next.shift(), target);
      }
    }
    List<Explanation<N>> batch = taken.subList(before, taken.size());
    if (total < bar) {
      standing.restore(mark);
      bytes = bytesBefore;
      batch.forEach(explanation -> gone.remove(explanation.move().segment()));
      batch.clear();
      return false;
    }
    guards.take(target);
    if (batch.size() > 1) {
      batch.replaceAll(explanation -> explanation.with(Verdict.TAKEN_IN_BATCH));
    }
    return true;
  }

  private boolean fits(Shift<N> shift) {
    return pressure.isWithinChurn(taken.size(), bytes + shift.bytes());
  }

  /** What else might go to the same target, the best first. */
  private List<Candidate<N>> companions(int target, List<Shift<N>> open) {
    List<Candidate<N>> companions = new ArrayList<>();
    double bearable = guards.bearable(false);
    for (Shift<N> shift : open) {
      double net = gone.contains(shift.number()) ? 0 : appraisal.net(shift, target, bearable);
      if (net > 0) {
        companions.add(new Candidate<>(shift, target, net));
      }
    }
    companions.sort(
        Comparator.<Candidate<N>>comparingDouble(Candidate::net)
            .reversed()
            .thenComparingInt(candidate -> candidate.shift().number()));
    return companions;
  }

  private void take(Shift<N> shift, int target) {
    taken.add(appraisal.explanation(shift, target, bar, Verdict.TAKEN));
    gone.add(shift.number());
    bytes += shift.bytes();
    standing.shift(target, shift.load(), shift.bytes());
  }
}
