package io.starling.chaos.simulation.cluster;

import io.starling.forecast.shed.PlacementRule;
import io.starling.node.migration.Wanted;
import io.starling.node.replication.Replica;
import io.starling.node.shard.Shard;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is there, as one node sees it: a model of membership that knows only who was heard lately.
 */
final class PeerView {
  private static final Duration SILENCE = Duration.ofMillis(1500);

  private final NodeId self;
  private final RunCharacter character;
  private final Wishes wishes;
  private final long startedNanos;
  private final TreeMap<NodeId, Long> heardNanos = new TreeMap<>();
  private final PlacementRule<NodeId> rule =
      new PlacementRule<>(RunCharacter.REPLICAS, NodeId::low);

  PeerView(NodeId self, RunCharacter character, Wishes wishes, long startedNanos) {
    this.self = self;
    this.character = character;
    this.wishes = wishes;
    this.startedNanos = startedNanos;
  }

  void heard(NodeId peer, long nowNanos) {
    heardNanos.put(peer, nowNanos);
  }

  /** Who has been heard of lately. */
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

  /** Where each known segment should be. */
  SortedMap<Integer, Wanted> wanted(Shard shard, long nowNanos) {
    TreeMap<Integer, List<NodeId>> present = new TreeMap<>();
    TreeSet<NodeId> members = new TreeSet<>();
    for (Replica replica : shard.replicas()) {
      present.put(replica.segment(), replica.configuration().members());
      members.addAll(replica.configuration().members());
    }
    List<NodeId> live = live(nowNanos);
    long grace = character.grace().toNanos();
    List<NodeId> gone =
        members.stream().filter(member -> isSilent(member, nowNanos, grace)).toList();
    return wishes.over(rule.desired(present, live, gone), live);
  }

  private boolean isSilent(NodeId member, long nowNanos, long forNanos) {
    return !member.equals(self)
        && nowNanos - heardNanos.getOrDefault(member, startedNanos) > forNanos;
  }
}
