package io.starling.chaos.simulation.cluster;

import io.starling.gossip.membership.Member;
import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Who is there, as one node sees it: a model of membership that knows only who was heard lately.
 */
final class PeerView {
  private static final Duration SILENCE = Duration.ofMillis(1500);
  private static final PeerAddress ADDRESS = new PeerAddress("simulated", 1);

  private final NodeId self;
  private final TreeMap<NodeId, Long> heardNanos = new TreeMap<>();

  PeerView(NodeId self) {
    this.self = self;
  }

  void heard(NodeId peer, long nowNanos) {
    heardNanos.put(peer, nowNanos);
  }

  /** Who has been heard of lately, this node first. */
  List<NodeId> live(long nowNanos) {
    List<NodeId> live = new ArrayList<>();
    live.add(self);
    heardNanos.forEach(
        (peer, heard) -> {
          if (nowNanos - heard < SILENCE.toNanos()) {
            live.add(peer);
          }
        });
    return live;
  }

  /** The same, in the words of membership. */
  List<Member> members(long nowNanos) {
    return live(nowNanos).stream().map(node -> new Member(node, 0, ADDRESS, 1, 1, 1, "")).toList();
  }
}
