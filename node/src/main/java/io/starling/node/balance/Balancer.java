package io.starling.node.balance;

import io.starling.forecast.shed.BalanceOn;
import io.starling.forecast.shed.Decision;
import io.starling.forecast.shed.Explanation;
import io.starling.forecast.shed.Move;
import io.starling.forecast.shed.Move.MoveCopy;
import io.starling.forecast.shed.Move.PassRole;
import io.starling.forecast.shed.Past;
import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.ResourceVector;
import io.starling.forecast.shed.SegmentView;
import io.starling.forecast.shed.ShedRule;
import io.starling.forecast.shed.View;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MigrationMessage;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.Wanted;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what this node sheds, and sees its decisions through. What is structural comes first: of
 * a segment that lacks a member nothing else is wanted.
 *
 * <p>Then come nodes that have next to nothing: they are filled by count, all at once, and while
 * that goes on nobody weighs loads that tell of copying. After that load decides, step by step.
 *
 * <p>A decision is a wish until the segment is in another epoch, whatever that one says, or until
 * it has taken too long; then its target counts as one that refused it.
 */
public final class Balancer {
  private static final Duration SILENCE = Duration.ofSeconds(6);
  private static final Duration ROLE_MAX = Duration.ofSeconds(15);
  private static final Duration COPY_MAX = Duration.ofMinutes(15);

  /** How long what was shed is not yet part of what the nodes count. */
  private static final Duration COUNTED = Duration.ofSeconds(3);

  /** How long it is not yet part of their rates, which are smoothed. */
  private static final Duration FELT = CalmLoads.TIME.multipliedBy(2);

  private final NodeId self;
  private final Policy policy;
  private final Spreading spreading;
  private final ShedRule<NodeId> rule;
  private final Output output;
  private final DecisionLog log = new DecisionLog();
  private final StatusAges ages = new StatusAges();
  private final CalmLoads calm = new CalmLoads();
  private final SegmentMemory memory;
  private final TreeMap<Integer, Wish> wishes = new TreeMap<>();
  private final TreeMap<Integer, Configuration> formers = new TreeMap<>();
  private final Trials trials = new Trials();
  private final List<Felt> unfelt = new ArrayList<>();
  private Past past = Past.NONE;
  private long windowEndsMillis = Long.MIN_VALUE;
  private boolean paused;
  private @Nullable Long spreadAtNanos;

  /** A wish that came true, for as long as the others' reports do not show it. */
  private record Felt(Correction correction, long countedAtNanos, long untilNanos) {
    Correction now(long nowNanos) {
      return nowNanos - countedAtNanos < 0 ? correction : correction.ofRates();
    }
  }

  /** Where the effects go. */
  @FunctionalInterface
  public interface Output {
    void send(NodeId to, MigrationMessage message);
  }

  /**
   * @param replicas members that each segment should have
   */
  public Balancer(NodeId self, int replicas, Policy policy, Output output) {
    this.self = self;
    this.policy = policy;
    this.spreading = new Spreading(replicas);
    this.rule = new ShedRule<>(policy, NodeId::low);
    this.output = output;
    this.memory = new SegmentMemory(policy.freeze().toMillis());
  }

  /** The last decisions. */
  public DecisionLog log() {
    return log;
  }

  /** From now on this node sheds nothing of its own accord, or does so again. */
  public void pause(boolean pause, long nowMillis) {
    paused = pause;
    note(-1, pause ? "moves are paused" : "moves are resumed", nowMillis);
  }

  /**
   * Decides once; about once a second.
   *
   * @param structural where segments should be, load aside: what is not there yet is left alone
   */
  public void decide(
      Surroundings around, SortedMap<Integer, Wanted> structural, long nowNanos, long nowMillis) {
    ages.observe(around.statuses(), nowNanos);
    trials
        .observe(around.statuses(), nowNanos)
        .forEach(verdict -> judge(verdict, around, nowNanos, nowMillis));
    tick(around, nowNanos, nowMillis);
    askAgain();
    Outlook outlook = outlook(around, nowNanos);
    if (paused
        || !outlook.isComplete()
        || spreads(around, outlook, structural, nowNanos, nowMillis)) {
      return;
    }
    View<NodeId> view = outlook.view(nowMillis, past, memory);
    Decision<NodeId> decision = rule.decide(view);
    long since = decision.over() ? Math.min(past.overSinceMillis(), nowMillis) : Past.NOT_OVER;
    past = new Past(since, past.windowSegments(), past.windowBytes(), past.latencyRise());
    for (Explanation<NodeId> taken : decision.explanations()) {
      Wanted need = structural.get(taken.move().segment());
      Configuration known = around.configurations().get(taken.move().segment());
      if (need != null && known != null && isPresent(need, known)) {
        begin(taken, view, known, nowNanos, nowMillis);
      }
    }
  }

  /** Fills nodes that have next to nothing; whether that goes on, or has ended just now. */
  private boolean spreads(
      Surroundings around,
      Outlook outlook,
      SortedMap<Integer, Wanted> structural,
      long nowNanos,
      long nowMillis) {
    SortedMap<Integer, Placement<NodeId>> steps =
        spreading.steps(around, outlook::strength, nowNanos);
    if (!steps.isEmpty()) {
      spreadAtNanos = nowNanos;
    }
    TreeMap<NodeId, Integer> begun = new TreeMap<>();
    steps.forEach(
        (segment, to) -> {
          Configuration known = around.configurations().get(segment);
          Wanted need = structural.get(segment);
          if (known != null
              && need != null
              && isPresent(need, known)
              && known.primary().equals(self)
              && !wishes.containsKey(segment)) {
            Wish wish = wish(known, to, MoveKind.SPREAD, bytes(around, segment), nowNanos);
            wishes.put(segment, wish);
            begun.merge(wish.target(), 1, Integer::sum);
          }
        });
    begun.forEach(
        (node, count) -> note(-1, "fills " + node + " with " + count + " segments", nowMillis));
    Long last = spreadAtNanos;
    return spreading.waits() || (last != null && nowNanos - last < FELT.toNanos());
  }

  /** A wish whose load is not reckoned with while it is carried out. */
  private Wish wish(
      Configuration known, Placement<NodeId> to, MoveKind kind, long bytes, long nowNanos) {
    NodeId target = newcomer(known, to);
    Move<NodeId> move =
        known.hasMember(target)
            ? new PassRole<>(known.segment(), target)
            : new MoveCopy<>(known.segment(), leaver(known, to), target);
    return new Wish(
        move,
        known,
        new Wanted(to, kind, bytes),
        target,
        new Correction(target, ResourceVector.ZERO, ResourceVector.ZERO),
        nowNanos + COPY_MAX.toNanos());
  }

  /** Who gets a copy, or the role alone. */
  private static NodeId newcomer(Configuration known, Placement<NodeId> to) {
    return to.members().stream()
        .filter(node -> !known.hasMember(node))
        .findFirst()
        .orElse(to.primary());
  }

  private NodeId leaver(Configuration known, Placement<NodeId> to) {
    return known.members().stream()
        .filter(node -> !to.members().contains(node))
        .findFirst()
        .orElse(self);
  }

  private static long bytes(Surroundings around, int segment) {
    return around.own().segments().stream()
        .filter(load -> load.segment() == segment)
        .mapToLong(load -> load.bytes())
        .findFirst()
        .orElse(0);
  }

  /** A move that hurt goes back, and neither it nor its like is tried again soon. */
  private void judge(Trials.Verdict verdict, Surroundings around, long nowNanos, long nowMillis) {
    past = past.learned(verdict.latencyRise());
    if (!verdict.hurt()) {
      return;
    }
    Configuration now = verdict.now();
    memory.hurt(now.segment(), verdict.wish().target(), nowMillis);
    note(now.segment(), "goes back, it hurts: " + verdict.why(), nowMillis);
    TakeBack back = new TakeBack(now.segment(), now.epoch());
    if (now.primary().equals(self)) {
      takeBack(back, around, nowNanos, nowMillis);
    } else {
      output.send(now.primary(), back);
    }
  }

  /** Goes back to where a segment was before this epoch, where its copy is kept for a while. */
  public void takeBack(TakeBack back, Surroundings around, long nowNanos, long nowMillis) {
    Configuration known = around.configurations().get(back.segment());
    Configuration former = formers.get(back.segment());
    if (known == null || former == null) {
      return;
    }
    boolean possible =
        known.epoch() == back.epoch()
            && former.epoch() + 1 == known.epoch()
            && known.primary().equals(self)
            && former.members().stream().allMatch(member -> isThere(around, member));
    if (!possible) {
      return;
    }
    Placement<NodeId> to = new Placement<>(former.primary(), former.members());
    Wish undone = wish(known, to, MoveKind.UNDO, bytes(around, back.segment()), nowNanos);
    wishes.put(back.segment(), undone);
    note(back.segment(), "is taken back: " + describe(undone.move()), nowMillis);
  }

  private Outlook outlook(Surroundings around, long nowNanos) {
    return new Outlook(
        around,
        wishes.values(),
        unfelt.stream().map(felt -> felt.now(nowNanos)).toList(),
        calm,
        nowNanos,
        node -> !node.equals(self) && ages.isOlder(node, nowNanos, SILENCE.toNanos()));
  }

  /** All that a decision would be made from now; empty if not enough is known. */
  public Optional<View<NodeId>> view(Surroundings around, long nowNanos, long nowMillis) {
    Outlook outlook = outlook(around, nowNanos);
    return outlook.isComplete()
        ? Optional.of(outlook.view(nowMillis, past, memory))
        : Optional.empty();
  }

  /** What there is to say of one of this node's segments. */
  public List<Explanation<NodeId>> explain(View<NodeId> view, int segment) {
    return rule.explain(view, segment);
  }

  /** What would be shed; nothing is begun. */
  public Decision<NodeId> plan(View<NodeId> view) {
    return rule.decide(view);
  }

  /** What is made even. */
  public BalanceOn balanceOn() {
    return policy.balanceOn();
  }

  private void begin(
      Explanation<NodeId> taken,
      View<NodeId> view,
      Configuration known,
      long nowNanos,
      long nowMillis) {
    Move<NodeId> move = taken.move();
    SegmentView<NodeId> segment =
        view.segments().stream()
            .filter(each -> each.segment() == move.segment())
            .findFirst()
            .orElseThrow();
    if (wishes.containsKey(move.segment())) {
      return;
    }
    Duration limit = move instanceof PassRole ? ROLE_MAX : COPY_MAX;
    Wish wish =
        new Wish(
            move,
            known,
            wanted(move, known, (long) segment.bytes()),
            move.to(),
            correction(move, segment),
            nowNanos + limit.toNanos());
    wishes.put(move.segment(), wish);
    past =
        new Past(
            past.overSinceMillis(),
            past.windowSegments() + 1,
            past.windowBytes() + (move instanceof MoveCopy ? segment.bytes() : 0),
            past.latencyRise());
    note(move.segment(), describe(move), nowMillis);
    if (wish.wanted() == null) {
      ask(wish);
    }
  }

  /** A primary that has heard of it already, or may not do it now, passes it over. */
  private void askAgain() {
    wishes.forEach(
        (segment, wish) -> {
          if (wish.wanted() == null) {
            ask(wish);
          }
        });
  }

  private void ask(Wish wish) {
    Configuration known = wish.from();
    output.send(known.primary(), new ShedWanted(known.segment(), known.epoch(), wish.target()));
  }

  /** Where this node takes the segment, if that is its business. */
  private @Nullable Wanted wanted(Move<NodeId> move, Configuration known, long bytes) {
    if (!known.primary().equals(self)) {
      return null;
    }
    List<NodeId> members = new ArrayList<>(known.members());
    NodeId primary = move.to();
    if (move instanceof MoveCopy<NodeId> copy) {
      members.remove(copy.from());
      members.add(copy.to());
      primary = copy.from().equals(self) ? copy.to() : self;
    }
    return new Wanted(new Placement<>(primary, members), MoveKind.BALANCE, bytes);
  }

  /** A backup that becomes primary bears the difference; a newcomer bears all. */
  private Correction correction(Move<NodeId> move, SegmentView<NodeId> segment) {
    ResourceVector passed = shift(move, segment, self);
    return new Correction(move.to(), passed, passed);
  }

  /** What a move takes from the node that decides it, and the target bears. */
  public static ResourceVector shift(
      Move<NodeId> move, SegmentView<NodeId> segment, NodeId decides) {
    ResourceVector here = segment.demandOn(decides);
    return switch (move) {
      case PassRole<NodeId> role -> here.minus(segment.asBackup());
      case MoveCopy<NodeId> copy -> here;
    };
  }

  private static String describe(Move<NodeId> move) {
    return switch (move) {
      case PassRole<NodeId> role -> "passes the primary role to " + role.to();
      case MoveCopy<NodeId> copy -> "moves the copy of " + copy.from() + " to " + copy.to();
    };
  }

  /**
   * A backup wants to be rid of its copy: done if nothing else is wanted of the segment, and it has
   * not been moved lately, which the backup may not have heard of.
   */
  public void asked(
      NodeId from, ShedWanted wish, Surroundings around, long nowNanos, long nowMillis) {
    Configuration known = around.configurations().get(wish.segment());
    if (known == null || paused) {
      return;
    }
    boolean possible =
        known.epoch() == wish.epoch()
            && known.primary().equals(self)
            && known.hasMember(from)
            && !from.equals(self)
            && !known.hasMember(wish.to())
            && isThere(around, wish.to())
            && !wishes.containsKey(wish.segment())
            && !memory.isFrozen(wish.segment(), nowMillis);
    if (!possible) {
      return;
    }
    MoveCopy<NodeId> move = new MoveCopy<>(wish.segment(), from, wish.to());
    wishes.put(
        wish.segment(),
        new Wish(
            move,
            known,
            wanted(move, known, bytes(around, wish.segment())),
            wish.to(),
            new Correction(wish.to(), ResourceVector.ZERO, ResourceVector.ZERO),
            nowNanos + COPY_MAX.toNanos()));
  }

  /** An operator wants a segment elsewhere, whatever the rule says. Replaces what was wished. */
  public void order(Configuration known, Placement<NodeId> to, long bytes, long nowNanos) {
    wishes.put(known.segment(), wish(known, to, MoveKind.MANUAL, bytes, nowNanos));
  }

  /**
   * A segment has gone from one configuration to the next. If that is what this node wished, it and
   * the new members leave the segment alone for a while.
   */
  public void adopted(Configuration former, Configuration now, long nowNanos, long nowMillis) {
    formers.put(now.segment(), former);
    trials.adopted(now);
    Wish wish = wishes.remove(now.segment());
    if (wish == null || !wish.from().equals(former)) {
      return;
    }
    boolean cameTrue =
        now.primary().equals(wish.target())
            || (now.hasMember(wish.target()) && !former.hasMember(wish.target()));
    if (cameTrue) {
      unfelt.add(
          new Felt(wish.correction(), nowNanos + COUNTED.toNanos(), nowNanos + FELT.toNanos()));
      memory.moved(now.segment(), nowMillis);
      Moved news = new Moved(now.segment(), now.epoch());
      now.othersThan(self).forEach(member -> output.send(member, news));
      if (wish.wanted() != null && wish.wanted().kind() == MoveKind.BALANCE) {
        trials.begin(wish, self, now, nowNanos);
      }
    }
  }

  /** A copy does not come to an end on its way to a node, which counts as one that refused it. */
  public void lost(int segment, NodeId target, long nowMillis) {
    Wish wish = wishes.get(segment);
    if (wish != null && wish.target().equals(target)) {
      wishes.remove(segment);
      memory.refused(segment, target, nowMillis);
      note(segment, "gave up, more is written than " + target + " takes", nowMillis);
    }
  }

  /** Another node has brought a segment here on purpose. */
  public void moved(Moved news, long nowMillis) {
    memory.moved(news.segment(), nowMillis);
  }

  private void tick(Surroundings around, long nowNanos, long nowMillis) {
    wishes.values().removeIf(wish -> !isThere(around, wish.target()));
    memory.tick(nowMillis);
    unfelt.removeIf(felt -> nowNanos - felt.untilNanos >= 0);
    if (nowMillis >= windowEndsMillis) {
      windowEndsMillis = nowMillis + policy.churn().window().toMillis();
      past = new Past(past.overSinceMillis(), 0, 0, past.latencyRise());
    }
    for (Wish wish : List.copyOf(wishes.values())) {
      if (nowNanos - wish.untilNanos() >= 0) {
        int segment = wish.move().segment();
        wishes.remove(segment);
        memory.refused(segment, wish.target(), nowMillis);
        note(segment, "gave up, it took too long: " + describe(wish.move()), nowMillis);
      }
    }
  }

  private static boolean isThere(Surroundings around, NodeId node) {
    return around.peers().stream().anyMatch(peer -> peer.id().equals(node) && peer.stays());
  }

  private void note(int segment, String what, long nowMillis) {
    log.add(new DecisionLog.Entry(nowMillis, segment, what));
  }

  /** What is wanted of this node's segments, decisions included. */
  public SortedMap<Integer, Wanted> wanted(SortedMap<Integer, Wanted> structural) {
    TreeMap<Integer, Wanted> all = new TreeMap<>(structural);
    wishes.forEach(
        (segment, wish) -> {
          Wanted need = structural.get(segment);
          Wanted wanted = wish.wanted();
          boolean free = need != null && isPresent(need, wish.from());
          if (wanted != null && free) {
            all.put(segment, wanted);
          }
        });
    return all;
  }

  /** Whether nothing is structurally wrong with a configuration. */
  private static boolean isPresent(Wanted need, Configuration known) {
    return need.placement().members().equals(known.members())
        && need.placement().primary().equals(known.primary());
  }
}
