package io.starling.node.cluster;

import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.PlacementRule;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.gossip.status.Leave;
import io.starling.storage.id.NodeId;
import java.time.Duration;
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
  private final Presence presence;
  private volatile Leave own = Leave.STAYS;

  /**
   * @param replicas members that a segment should have
   * @param grace how long a member may be away before it is replaced
   * @param members who is in the cluster now
   * @param others what the other nodes have said of it
   * @param aim told where segments should be
   */
  public Steering(
      NodeId self,
      int replicas,
      Duration grace,
      KnownConfigurations configurations,
      Supplier<List<Member>> members,
      Function<NodeId, Leave> others,
      Consumer<SortedMap<Integer, Placement<NodeId>>> aim) {
    this.self = self;
    this.rule = new PlacementRule<>(replicas, NodeId::low);
    this.configurations = configurations;
    this.members = members;
    this.others = others;
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
        rule.desired(present, live, replaced(placed, nowNanos));
    aim.accept(keepPrimaries(desired, live));
  }

  /** Whose copies go elsewhere, if there is a place for them. */
  private List<NodeId> replaced(SortedSet<NodeId> placed, long nowNanos) {
    List<NodeId> gone = presence.gone(nowNanos);
    return placed.stream()
        .filter(node -> gone.contains(node) || leaveOf(node) == Leave.DRAINS)
        .toList();
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
