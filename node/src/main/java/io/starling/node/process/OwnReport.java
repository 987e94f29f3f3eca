package io.starling.node.process;

import io.starling.gossip.status.Endpoints;
import io.starling.gossip.status.HeavySegment;
import io.starling.gossip.status.Holdings;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.LoadReport;
import io.starling.gossip.status.MovesReport;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.Reserve;
import io.starling.node.cluster.KnownConfigurations;
import io.starling.node.load.NodeLoad;
import io.starling.node.load.SegmentLoad;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.node.loop.SegmentSnapshot;
import io.starling.node.settings.NetworkSettings;
import io.starling.storage.id.NodeId;
import java.util.function.Supplier;

/** What this node tells the others of itself, once a second. For one thread. */
final class OwnReport {
  private final NodeId self;
  private final NetworkSettings network;
  private final NodeLoops loops;
  private final KnownConfigurations configurations;
  private final OwnLoad load;
  private final Supplier<Reserve> reserve;
  private final Supplier<MovesReport> moves;

  /**
   * @param moves that are under way from this node
   */
  OwnReport(
      NodeId self,
      NetworkSettings network,
      NodeLoops loops,
      KnownConfigurations configurations,
      OwnLoad load,
      Supplier<Reserve> reserve,
      Supplier<MovesReport> moves) {
    this.self = self;
    this.network = network;
    this.loops = loops;
    this.configurations = configurations;
    this.load = load;
    this.reserve = reserve;
    this.moves = moves;
  }

  /** Measures, and says what there is to say. */
  NodeReport next(Leave leave) {
    load.measure();
    NodeLoad measured = load.load();
    return new NodeReport(
        new Endpoints(
            network.advertise(),
            network.peerPort(),
            network.port(),
            network.clusterPort(),
            network.adminPort(),
            network.zone()),
        measured.utilisation(),
        load.operationsPerSecond(),
        holdings(leave),
        leave,
        new LoadReport(
            measured.capacity(),
            measured.used(),
            measured.movable(),
            (float) measured.loopLagMillis(),
            (float) measured.p99Millis()),
        reserve.get(),
        moves.get(),
        measured.heaviest(NodeReport.HEAVIEST_MAX).stream().map(OwnReport::heavy).toList());
  }

  private Holdings holdings(Leave leave) {
    long bytes = 0;
    long keys = 0;
    int unverified = 0;
    int needed = 0;
    for (NodeLoop loop : loops.all()) {
      for (SegmentSnapshot segment : loop.snapshot()) {
        bytes += segment.bytes();
        keys += segment.keys();
        unverified += segment.isUnverified() ? 1 : 0;
        needed += segment.needed() ? 1 : 0;
      }
    }
    int copies = leave.isLeaving() ? needed : configurations.copiesOf(self);
    return new Holdings(bytes, keys, configurations.primariesOf(self), copies, unverified);
  }

  private static HeavySegment heavy(SegmentLoad segment) {
    return new HeavySegment(
        segment.segment(),
        segment.primary(),
        (float) segment.recent().here().cpu(),
        (float) segment.recent().demand().commands(),
        (float) segment.recent().here().network(),
        segment.bytes());
  }
}
