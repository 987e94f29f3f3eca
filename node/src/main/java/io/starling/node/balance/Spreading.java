package io.starling.node.balance;

import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.ResourceVector;
import io.starling.forecast.shed.Site;
import io.starling.forecast.shed.SpreadRule;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.balance.HollowNodes.Share;
import io.starling.storage.id.NodeId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the nodes that have next to nothing, and what they are to get. */
final class Spreading {
  /** Below it a machine counts as nothing at all. */
  private static final double SIZE_MIN = 1e-3;

  private static final double MEMORY_MAX = 0.9;

  private final int replicas;
  private final SpreadRule<NodeId> rule;
  private final HollowNodes hollow = new HollowNodes();
  private boolean waits;

  /**
   * @param replicas members that each segment should have
   */
  Spreading(int replicas) {
    this.replicas = replicas;
    this.rule = new SpreadRule<>(replicas, NodeId::low);
  }

  /**
   * What a node can do and what it bears.
   *
   * @param load without what is only counted
   */
  record Strength(ResourceVector capacity, ResourceVector load) {
    double size() {
      return Math.max(SIZE_MIN, capacity.cpu());
    }

    double utilisation() {
      return Math.max(share(load.cpu(), capacity.cpu()), share(load.network(), capacity.network()));
    }

    boolean hasRoom() {
      return share(load.memory(), capacity.memory()) < MEMORY_MAX;
    }

    private static double share(double used, double all) {
      return all > 0 ? used / all : 0;
    }
  }

  /**
   * What segments should go elsewhere, those of other primaries included.
   *
   * @param strength of the nodes that are there
   */
  SortedMap<Integer, Placement<NodeId>> steps(
      Surroundings around, Function<NodeId, Strength> strength, long nowNanos) {
    TreeMap<NodeId, Site> sites = new TreeMap<>();
    TreeMap<NodeId, Double> utilisations = new TreeMap<>();
    for (Peer peer : around.peers()) {
      if (peer.stays()) {
        Strength own = strength.apply(peer.id());
        sites.put(peer.id(), new Site(peer.zone(), own.size(), own.hasRoom()));
        utilisations.put(peer.id(), own.utilisation());
      }
    }
    TreeMap<Integer, Placement<NodeId>> present = new TreeMap<>();
    for (Configuration known : around.configurations().values()) {
      present.put(known.segment(), new Placement<>(known.primary(), known.members()));
    }
    SortedSet<NodeId> toFill = hollow.observe(shares(present, sites, utilisations), nowNanos);
    waits = !toFill.isEmpty() && grows(present, sites.size());
    if (toFill.isEmpty() || waits) {
      return new TreeMap<>();
    }
    SortedMap<Integer, Placement<NodeId>> steps = rule.steps(present, sites, toFill);
    for (NodeId node : toFill) {
      if (steps.entrySet().stream()
          .noneMatch(step -> brings(step.getValue(), present.get(step.getKey()), node))) {
        hollow.filled(node, nowNanos);
      }
    }
    return steps;
  }

  /** Whether there are segments that lack members though there are nodes for them. */
  private boolean grows(SortedMap<Integer, Placement<NodeId>> present, int nodes) {
    return nodes >= replicas
        && present.values().stream().anyMatch(each -> each.members().size() < replicas);
  }

  /** Whether some node is to be filled once all segments have their members. */
  boolean waits() {
    return waits;
  }

  private static boolean brings(
      Placement<NodeId> to, @Nullable Placement<NodeId> from, NodeId node) {
    boolean held = from != null && from.members().contains(node);
    boolean led = from != null && from.primary().equals(node);
    return (to.members().contains(node) && !held) || (to.primary().equals(node) && !led);
  }

  private static SortedMap<NodeId, Share> shares(
      SortedMap<Integer, Placement<NodeId>> present,
      SortedMap<NodeId, Site> sites,
      SortedMap<NodeId, Double> utilisations) {
    TreeMap<NodeId, Integer> copies = new TreeMap<>();
    TreeMap<NodeId, Integer> roles = new TreeMap<>();
    double all = 0;
    for (Placement<NodeId> placement : present.values()) {
      placement.members().forEach(member -> copies.merge(member, 1, Integer::sum));
      roles.merge(placement.primary(), 1, Integer::sum);
      all += placement.members().size();
    }
    double size = sites.values().stream().mapToDouble(Site::size).sum();
    TreeMap<NodeId, Share> shares = new TreeMap<>();
    for (NodeId node : sites.keySet()) {
      double fair = sites.get(node).size() / size;
      shares.put(
          node,
          new Share(
              copies.getOrDefault(node, 0) / Math.max(1, Math.min(present.size(), fair * all)),
              roles.getOrDefault(node, 0) / Math.max(1, fair * present.size()),
              utilisations.getOrDefault(node, 0.0)));
    }
    return shares;
  }
}
