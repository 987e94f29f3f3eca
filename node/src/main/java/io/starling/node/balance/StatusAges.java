package io.starling.node.balance;

import io.starling.gossip.status.NodeStatus;
import io.starling.gossip.status.Stamp;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeMap;

/** How long ago this node last heard something new of each other. */
final class StatusAges {
  private final TreeMap<NodeId, Heard> heard = new TreeMap<>();

  private record Heard(Stamp stamp, long atNanos) {}

  void observe(List<NodeStatus> statuses, long nowNanos) {
    TreeMap<NodeId, Heard> present = new TreeMap<>();
    for (NodeStatus status : statuses) {
      Heard before = heard.get(status.nodeId());
      boolean isNews = before == null || !before.stamp.equals(status.stamp());
      present.put(status.nodeId(), isNews ? new Heard(status.stamp(), nowNanos) : before);
    }
    heard.clear();
    heard.putAll(present);
  }

  /** Whether the last news of a node is older than this, or there is none. */
  boolean isOlder(NodeId node, long nowNanos, long ageNanos) {
    Heard last = heard.get(node);
    return last == null || nowNanos - last.atNanos > ageNanos;
  }
}
