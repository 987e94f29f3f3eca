package io.starling.node.balance;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.Endpoints;
import io.starling.gossip.status.Holdings;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.LoadReport;
import io.starling.gossip.status.MovesReport;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.NodeStatus;
import io.starling.gossip.status.Reserve;
import io.starling.gossip.status.Resources;
import io.starling.gossip.status.Stamp;
import io.starling.gossip.status.Utilisation;
import io.starling.node.load.Demand;
import io.starling.node.load.NodeLoad;
import io.starling.node.load.SegmentLoad;
import io.starling.node.load.SegmentUse;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.Wanted;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster as node 1 sees it: nodes of four cores, and segments that ask for so many each. */
final class World {
  private static final Resources CAPACITY = new Resources(4, 1e9, 1e12, 1e9);

  final TreeMap<Integer, Configuration> configurations = new TreeMap<>();
  final TreeMap<Integer, Double> cores = new TreeMap<>();
  final TreeMap<NodeId, Double> lagMillis = new TreeMap<>();
  final TreeMap<NodeId, Double> p99Millis = new TreeMap<>();
  final List<NodeId> nodes = new ArrayList<>();
  private long version = 1;

  World(int count) {
    for (int i = 1; i <= count; i++) {
      nodes.add(id(i));
    }
  }

  static NodeId id(int low) {
    return new NodeId(0, low);
  }

  static List<NodeId> ids(int... low) {
    return Arrays.stream(low).mapToObj(World::id).toList();
  }

  void place(int segment, long epoch, double ofCores, int primary, int... members) {
    configurations.put(segment, new Configuration(segment, epoch, id(primary), ids(members)));
    cores.put(segment, ofCores);
  }

  /** Where everything is, as the placement rule would leave it. */
  SortedMap<Integer, Wanted> structural() {
    TreeMap<Integer, Wanted> all = new TreeMap<>();
    configurations.forEach(
        (segment, known) ->
            all.put(
                segment,
                new Wanted(
                    new Placement<>(known.primary(), known.members()), MoveKind.FILL, 1000)));
    return all;
  }

  /** As it is now; each time with news of every node. */
  Surroundings around() {
    version++;
    NodeId self = id(1);
    return new Surroundings(
        self,
        nodes.stream().map(node -> new Peer(node, "zone" + node.low(), true)).toList(),
        nodes.stream().map(this::status).toList(),
        own(self),
        configurations);
  }

  private double used(NodeId node) {
    return configurations.values().stream()
        .filter(known -> known.primary().equals(node))
        .mapToDouble(known -> cores.getOrDefault(known.segment(), 0.0))
        .sum();
  }

  private NodeStatus status(NodeId node) {
    long copies = configurations.values().stream().filter(it -> it.hasMember(node)).count();
    long roles = configurations.values().stream().filter(it -> it.primary().equals(node)).count();
    double bytes = 1000.0 * copies;
    Resources used = new Resources(used(node), bytes, bytes, 0);
    return new NodeStatus(
        node,
        new Stamp(1, version),
        new NodeReport(
            new Endpoints("host", 1, 2, 3, 4, "zone" + node.low()),
            Utilisation.IDLE,
            0,
            new Holdings(copies * 1000, copies, (int) roles, (int) copies, 0),
            Leave.STAYS,
            new LoadReport(
                CAPACITY,
                used,
                used,
                lagMillis.getOrDefault(node, 0.0).floatValue(),
                p99Millis.getOrDefault(node, 0.0).floatValue()),
            new Reserve(1_000_000, 0),
            MovesReport.NONE,
            List.of()));
  }

  private NodeLoad own(NodeId self) {
    List<SegmentLoad> segments = new ArrayList<>();
    configurations.forEach(
        (segment, known) -> {
          if (known.hasMember(self)) {
            boolean leads = known.primary().equals(self);
            Resources nothing = new Resources(0, 1000, 1000, 0);
            Resources all = new Resources(cores.getOrDefault(segment, 0.0), 1000, 1000, 0);
            SegmentUse use = new SegmentUse(Demand.NONE, leads ? all : nothing, nothing);
            segments.add(new SegmentLoad(segment, leads, 1, 1000, 0, use, use));
          }
        });
    return new NodeLoad(CAPACITY, Resources.NONE, Resources.NONE, 0, 0, segments, new TreeMap<>());
  }
}
