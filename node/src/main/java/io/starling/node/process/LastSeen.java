package io.starling.node.process;

import io.starling.gossip.membership.Member;
import io.starling.gossip.membership.MembershipEvent;
import io.starling.gossip.membership.MembershipEvent.MemberLeft;
import io.starling.gossip.membership.MembershipListener;
import io.starling.storage.id.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Where nodes were that are away now, for as long as they are missed. Safe in any thread. */
final class LastSeen implements MembershipListener {
  private static final int REMEMBERED_MAX = 256;

  private final TreeMap<NodeId, Member> left = new TreeMap<>();

  @Override
  public synchronized void onEvent(MembershipEvent event) {
    if (event instanceof MemberLeft && left.size() < REMEMBERED_MAX) {
      left.put(event.member().nodeId(), event.member());
    } else {
      left.remove(event.member().nodeId());
    }
  }

  @Override
  public void onNews(byte[] news) {}

  /** Nodes that were there, and have left. */
  synchronized List<NodeId> nodes() {
    return List.copyOf(left.keySet());
  }

  /** Nobody misses these. */
  synchronized void forget(Collection<NodeId> nodes) {
    left.keySet().removeAll(nodes);
  }

  synchronized Optional<Member> of(NodeId node) {
    return Optional.ofNullable(left.get(node));
  }
}
