package io.starling.node.process;

import io.starling.gossip.membership.Member;
import io.starling.gossip.membership.Membership;
import io.starling.gossip.status.NodeStatus;
import io.starling.node.cluster.ClusterGossip;
import io.starling.node.load.NodeLoad;
import io.starling.node.migration.Standing;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the moves of a real node are decided from. */
record LiveOutside(
    Membership membership,
    ClusterGossip gossip,
    OwnLoad measured,
    Predicate<NodeId> leaving,
    Supplier<Standing> own)
    implements MoveControl.Outside {
  @Override
  public List<Member> members() {
    return membership.members();
  }

  @Override
  public List<NodeStatus> statuses() {
    return gossip.statuses();
  }

  @Override
  public NodeLoad load() {
    return measured.load();
  }

  @Override
  public boolean isLeaving(NodeId node) {
    return leaving.test(node);
  }

  @Override
  public Standing standing() {
    return own.get();
  }
}
