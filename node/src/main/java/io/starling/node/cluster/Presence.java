package io.starling.node.cluster;

import io.starling.gossip.membership.Member;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may be given something, and who will not come back. A node counts as live when it has been
 * there for a while, so that one that comes and goes moves nothing; a member counts as gone when
 * nobody has seen it for the grace time, for a restart is not a loss.
 */
final class Presence {
  private final long settleNanos;
  private final long graceNanos;
  private final TreeMap<NodeId, Long> presentSince = new TreeMap<>();
  private final TreeMap<NodeId, Long> missingSince = new TreeMap<>();

  Presence(Duration settle, Duration grace) {
    this.settleNanos = settle.toNanos();
    this.graceNanos = grace.toNanos();
  }

  /** Takes note of who is there now. */
  void observe(List<Member> members, SortedSet<NodeId> placed, long nowNanos) {
    TreeSet<NodeId> present = new TreeSet<>();
    members.forEach(member -> present.add(member.nodeId()));
    presentSince.keySet().retainAll(present);
    present.forEach(node -> presentSince.putIfAbsent(node, nowNanos));
    missingSince.keySet().retainAll(placed);
    missingSince.keySet().removeAll(present);
    for (NodeId node : placed) {
      if (!present.contains(node)) {
        missingSince.putIfAbsent(node, nowNanos);
      }
    }
  }

  /** Whoever is missing counts as gone from now on, until it is seen again. */
  void forget(NodeId node, long nowNanos) {
    missingSince.replace(node, nowNanos - graceNanos);
  }

  /** For how long each member that is not there has been away. */
  SortedMap<NodeId, Long> awayNanos(long nowNanos) {
    TreeMap<NodeId, Long> away = new TreeMap<>();
    missingSince.forEach((node, since) -> away.put(node, nowNanos - since));
    return away;
  }

  /** Nodes that have been there long enough. */
  List<NodeId> live(long nowNanos) {
    return olderThan(presentSince, settleNanos, nowNanos);
  }

  /** Members of segments that have been away for longer than the grace time. */
  List<NodeId> gone(long nowNanos) {
    return olderThan(missingSince, graceNanos, nowNanos);
  }

  private static List<NodeId> olderThan(
      SortedMap<NodeId, Long> since, long ageNanos, long nowNanos) {
    List<NodeId> old = new ArrayList<>();
    since.forEach(
        (node, began) -> {
          if (nowNanos - began >= ageNanos) {
            old.add(node);
          }
        });
    return old;
  }
}
