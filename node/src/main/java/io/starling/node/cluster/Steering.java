package io.starling.node.cluster;

import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.PlacementRule;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where each segment should be, computed again and again from what this node knows. The primaries
 * among the loops work towards it; that all nodes compute the same is not needed, only usual.
 *
 * <p>Thread rule: {@link #run} in one thread; {@link #drain} from any.
 */
public final class Steering {
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final NodeId self;
  private final PlacementRule<NodeId> rule;
  private final KnownConfigurations configurations;
  private final Supplier<List<Member>> members;
  private final Predicate<NodeId> leaving;
  private final Consumer<SortedMap<Integer, Placement<NodeId>>> aim;
  private final Presence presence;
  private volatile boolean draining;

  /**
   * @param replicas members that a segment should have
   * @param grace how long a member may be away before it is replaced
   * @param members who is in the cluster now
   * @param leaving whether a node has said that it is about to stop
   * @param aim told where segments should be
   */
  public Steering(
      NodeId self,
      int replicas,
      Duration grace,
      KnownConfigurations configurations,
      Supplier<List<Member>> members,
      Predicate<NodeId> leaving,
      Consumer<SortedMap<Integer, Placement<NodeId>>> aim) {
    this.self = self;
    this.rule = new PlacementRule<>(replicas, NodeId::low);
    this.configurations = configurations;
    this.members = members;
    this.leaving = leaving;
    this.aim = aim;
    this.presence = new Presence(SETTLE, grace);
  }

  /** From now on this node gives its primaries away. */
  public void drain() {
    draining = true;
  }

  /** Whether this node gives its primaries away. */
  public boolean isDraining() {
    return draining;
  }

  /** Computes once and tells. */
  public void run(long nowNanos) {
    SortedMap<Integer, List<NodeId>> present = configurations.members();
    TreeSet<NodeId> placed = new TreeSet<>();
    present.values().forEach(placed::addAll);
    presence.observe(members.get(), placed, nowNanos);
    List<NodeId> live =
        presence.live(nowNanos).stream()
            .filter(node -> !(node.equals(self) ? draining : leaving.test(node)))
            .toList();
    SortedMap<Integer, Placement<NodeId>> desired =
        rule.desired(present, live, presence.gone(nowNanos));
    aim.accept(keepPrimaries(desired, live));
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
