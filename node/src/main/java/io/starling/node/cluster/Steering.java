package io.starling.node.cluster;

import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.PlacementRule;
import io.starling.forecast.shed.PlacementRule.Leavers;
import io.starling.forecast.shed.Site;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.gossip.status.Leave;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where each segment should be, computed again and again from what this node knows. The primaries
 * among the loops work towards it; that all nodes compute the same is not needed, only usual.
 *
 * <p>Thread rule: {@link #run} in one thread; {@link #leave} from any.
 */
public final class Steering {
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final NodeId self;
  private final PlacementRule<NodeId> rule;
  private final KnownConfigurations configurations;
  private final Supplier<List<Member>> members;
  private final Function<NodeId, Leave> others;
  private final Consumer<SortedMap<Integer, Placement<NodeId>>> aim;
  private final Supplier<SortedMap<NodeId, Site>> sites;
  private final Presence presence;
  private volatile Leave own = Leave.STAYS;
  private volatile SortedMap<NodeId, Duration> away =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  /** Of nodes of which nothing is known but that they are there: all are alike. */
  public Steering(
      NodeId self,
      int replicas,
      Duration grace,
      KnownConfigurations configurations,
      Supplier<List<Member>> members,
      Function<NodeId, Leave> others,
      Consumer<SortedMap<Integer, Placement<NodeId>>> aim) {
    this(
        self,
        replicas,
        grace,
        configurations,
        members,
        others,
        () -> Collections.unmodifiableSortedMap(new TreeMap<>()),
        aim);
  }

  /**
   * @param replicas members that a segment should have
   * @param grace how long a member may be away before it is replaced
   * @param members who is in the cluster now
   * @param others what the other nodes have said of it
   * @param sites where nodes stand, and how large they are, as far as that is known
   * @param aim told where segments should be
   */
  public Steering(
      NodeId self,
      int replicas,
      Duration grace,
      KnownConfigurations configurations,
      Supplier<List<Member>> members,
      Function<NodeId, Leave> others,
      Supplier<SortedMap<NodeId, Site>> sites,
      Consumer<SortedMap<Integer, Placement<NodeId>>> aim) {
    this.self = self;
    this.rule = new PlacementRule<>(replicas, NodeId::low);
    this.configurations = configurations;
    this.members = members;
    this.others = others;
    this.sites = sites;
    this.aim = aim;
    this.presence = new Presence(SETTLE, grace);
  }

  /** From now on this node means to leave, or to stay after all. */
  public void leave(Leave how) {
    own = how;
  }

  /** Whether this node means to stay. */
  public Leave own() {
    return own;
  }

  private Leave leaveOf(NodeId node) {
    return node.equals(self) ? own : others.apply(node);
  }

  /** Computes once and tells. */
  public void run(long nowNanos) {
    SortedMap<Integer, List<NodeId>> present = configurations.members();
    TreeSet<NodeId> placed = new TreeSet<>();
    present.values().forEach(placed::addAll);
    presence.observe(members.get(), placed, nowNanos);
    List<NodeId> live =
        presence.live(nowNanos).stream().filter(node -> !leaveOf(node).isLeaving()).toList();
    SortedMap<Integer, Placement<NodeId>> desired =
        rule.desired(present, live, leavers(placed, nowNanos), sites.get());
    aim.accept(keepPrimaries(desired, live));
    noteAway(nowNanos);
  }

  private Leavers<NodeId> leavers(SortedSet<NodeId> placed, long nowNanos) {
    List<NodeId> gone = presence.gone(nowNanos);
    return new Leavers<>(
        placed.stream().filter(node -> gone.contains(node) || leaveOf(node).drains()).toList(),
        placed.stream().filter(node -> leaveOf(node) == Leave.EVACUATES).toList());
  }

  private void noteAway(long nowNanos) {
    TreeMap<NodeId, Duration> now = new TreeMap<>();
    presence.awayNanos(nowNanos).forEach((node, nanos) -> now.put(node, Duration.ofNanos(nanos)));
    away = Collections.unmodifiableSortedMap(now);
  }

  /** Members of segments that are not there, and for how long; for any thread. */
  public SortedMap<NodeId, Duration> away() {
    return away;
  }

  /** Whoever is away will not come back: its copies are replaced now; in the thread of runs. */
  public void forget(NodeId node, long nowNanos) {
    presence.forget(node, nowNanos);
  }

  /**
   * Who leads and can go on leading stays: whom load should lead elsewhere is no question of it.
   */
  private SortedMap<Integer, Placement<NodeId>> keepPrimaries(
      SortedMap<Integer, Placement<NodeId>> desired, List<NodeId> live) {
    TreeMap<Integer, Placement<NodeId>> kept = new TreeMap<>();
    desired.forEach(
        (segment, placement) -> {
          Configuration known = configurations.of(segment);
          boolean leads =
              known != null
                  && live.contains(known.primary())
                  && placement.members().contains(known.primary());
          NodeId primary = known != null && leads ? known.primary() : placement.primary();
          kept.put(segment, new Placement<>(primary, placement.members()));
        });
    return kept;
  }
}
