package io.starling.node.balance;

import io.starling.forecast.shed.NodeView;
import io.starling.forecast.shed.Past;
import io.starling.forecast.shed.ResourceVector;
import io.starling.forecast.shed.SegmentView;
import io.starling.forecast.shed.View;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.MoveCause;
import io.starling.gossip.status.MovePhase;
import io.starling.gossip.status.MoveStatus;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.NodeStatus;
import io.starling.node.load.LoadView;
import io.starling.node.load.SegmentLoad;
import io.starling.node.load.SegmentUse;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the shed rule is shown: what the nodes told, corrected by what this one has set in motion
 * since.
 *
 * <p>What else is on a disk is no load that a move could take away: of a disk the copies count, and
 * what is free beside them.
 */
final class Outlook {
  private static final double LAG_MILLIS_MAX = 500;

  private final Surroundings around;
  private final Collection<Wish> underWay;
  private final Collection<Correction> unfelt;
  private final CalmLoads calm;
  private final long nowNanos;
  private final Predicate<NodeId> silent;
  private final TreeMap<NodeId, NodeReport> reports = new TreeMap<>();
  private final LoadView loads;

  /**
   * @param underWay what is being carried out
   * @param unfelt what has been, and is not part of what was told yet
   * @param silent whether nothing new was heard of a node for too long
   */
  Outlook(
      Surroundings around,
      Collection<Wish> underWay,
      Collection<Correction> unfelt,
      CalmLoads calm,
      long nowNanos,
      Predicate<NodeId> silent) {
    this.around = around;
    this.underWay = underWay;
    this.unfelt = unfelt;
    this.calm = calm;
    this.nowNanos = nowNanos;
    this.silent = silent;
    for (NodeStatus status : around.statuses()) {
      if (isPresent(status.nodeId())) {
        reports.put(status.nodeId(), status.report());
      }
    }
    this.loads = new LoadView(reports);
    calm.retain(around.peers().stream().map(Peer::id).toList());
  }

  private boolean isPresent(NodeId node) {
    return around.peers().stream().anyMatch(peer -> peer.id().equals(node));
  }

  /** Whether enough is known for a decision: all that are there have told of themselves. */
  boolean isComplete() {
    return reports.size() == around.peers().size() && !around.own().segments().isEmpty();
  }

  View<NodeId> view(long nowMillis, Past past, SegmentMemory memory) {
    List<NodeView<NodeId>> nodes = new ArrayList<>();
    around.peers().forEach(peer -> nodes.add(node(peer)));
    List<SegmentView<NodeId>> segments = new ArrayList<>();
    for (SegmentLoad load : around.own().segments()) {
      Configuration known = around.configurations().get(load.segment());
      if (known != null && known.hasMember(around.self())) {
        segments.add(segment(known, load, memory));
      }
    }
    return new View<>(around.self(), nowMillis, nodes, segments, past);
  }

  /** What a node can do, and what it told that it bears. */
  Spreading.Strength strength(NodeId node) {
    return new Spreading.Strength(loads.capacity(node), loads.load(node));
  }

  private NodeView<NodeId> node(Peer peer) {
    NodeId id = peer.id();
    NodeReport report = reports.get(id);
    if (report == null) {
      throw new IllegalStateException("nothing is known of " + id);
    }
    double ownDisk = report.holdings().usedBytes();
    ResourceVector told = loads.capacity(id);
    double free = Math.max(0, told.disk() - loads.load(id).disk());
    return new NodeView<>(
        id,
        peer.zone(),
        withDisk(told, ownDisk + free),
        corrected(id, withDisk(loads.load(id), ownDisk)),
        report.reserve().freeBytes(),
        peer.stays(),
        report.load().loopLagMillis() > LAG_MILLIS_MAX || silent.test(id),
        movesTo(id),
        movesFrom(id, report),
        report.load().p99Millis(),
        roundTripMillis(id));
  }

  private static ResourceVector withDisk(ResourceVector vector, double disk) {
    return new ResourceVector(
        vector.cpu(), vector.memory(), disk, vector.network(), vector.presence());
  }

  private ResourceVector corrected(NodeId node, ResourceVector told) {
    List<Correction> corrections = new ArrayList<>(unfelt);
    underWay.forEach(wish -> corrections.add(wish.correction()));
    ResourceVector load = calm.take(node, told, nowNanos);
    for (Correction correction : corrections) {
      if (correction.target().equals(node)) {
        load = load.plus(correction.borne());
      }
      if (node.equals(around.self())) {
        load = load.minus(correction.relieved());
      }
    }
    return load;
  }

  /** What this node itself sends to it is part of the corrections. */
  private int movesTo(NodeId node) {
    long told =
        reports.values().stream()
            .flatMap(report -> report.moves().first().stream())
            .filter(move -> move.to().equals(node) && !move.from().equals(around.self()))
            .filter(move -> move.cause() == MoveCause.BALANCE)
            .filter(move -> move.phase() != MovePhase.PROBATION && move.bytesTotal() > 0)
            .map(MoveStatus::from)
            .distinct()
            .count();
    return (int) told;
  }

  private int movesFrom(NodeId node, NodeReport report) {
    return node.equals(around.self())
        ? (int) underWay.stream().map(Wish::target).distinct().count()
        : (int) report.moves().first().stream().map(MoveStatus::to).distinct().count();
  }

  private double roundTripMillis(NodeId node) {
    @Nullable Long nanos = around.own().roundTripNanos().get(node);
    return nanos == null ? 0 : nanos / 1e6;
  }

  private SegmentView<NodeId> segment(Configuration known, SegmentLoad load, SegmentMemory memory) {
    SegmentUse use = load.ofMinute();
    boolean leads = known.primary().equals(around.self());
    List<NodeId> present = known.members().stream().filter(this::isPresent).toList();
    return new SegmentView<>(
        load.segment(),
        known.primary(),
        known.members(),
        leads ? present : List.of(),
        LoadView.asPrimary(use),
        LoadView.asBackup(use),
        load.bytes(),
        0,
        memory.pastMoves(load.segment()),
        memory.refusedBy(load.segment()),
        List.of());
  }
}
