package io.starling.node.process;

import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.node.client.cluster.ClusterNode;
import io.starling.node.client.cluster.ClusterNode.Health;
import io.starling.node.client.cluster.ClusterNode.Ports;
import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.cluster.SegmentPlacement;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.cluster.KnownConfigurations;
import io.starling.node.loop.NodeLoops;
import io.starling.node.routing.ReadShare;
import io.starling.storage.id.NodeId;
import io.starling.storage.id.SegmentLayout;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cluster as clients are told of it, from what this node knows at the moment. */
final class LiveClusterView implements ClusterView {
  private final NodeId self;
  private final SegmentLayout layout;
  private final KnownConfigurations configurations;
  private final Supplier<List<Member>> members;
  private final NodeLoops loops;

  LiveClusterView(
      NodeId self,
      ClusterFacts facts,
      KnownConfigurations configurations,
      Supplier<List<Member>> members,
      NodeLoops loops) {
    this.self = self;
    this.layout = facts.layout();
    this.configurations = configurations;
    this.members = members;
    this.loops = loops;
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public SegmentLayout layout() {
    return layout;
  }

  @Override
  public List<ClusterNode> nodes() {
    return members.get().stream().map(LiveClusterView::toNode).toList();
  }

  private static ClusterNode toNode(Member member) {
    return new ClusterNode(
        member.nodeId(),
        member.address().host(),
        new Ports(member.clientPort(), member.clusterPort(), member.address().port()),
        member.zone(),
        Health.ONLINE);
  }

  /** Of a segment that was not heard of yet this node is named: it finds out. */
  @Override
  public SegmentPlacement placement(int segment) {
    Configuration known = configurations.of(segment);
    return known == null
        ? new SegmentPlacement(1, self, List.of(self))
        : new SegmentPlacement(known.epoch(), known.primary(), known.members());
  }

  @Override
  public boolean isSettled(int segment) {
    return configurations.isSettled(segment);
  }

  @Override
  public @Nullable ReadShare readShare(int segment) {
    return loops.readShare(segment);
  }
}
