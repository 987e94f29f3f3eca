package io.starling.chaos.simulation.cluster;

import io.starling.forecast.shed.Policy;
import io.starling.node.migration.MigrationSettings;
import io.starling.node.shard.ShardOutput;
import io.starling.storage.id.NodeId;

/** How a cluster is broken on purpose; by default not at all. */
public interface Sabotage {
  /** Nothing is broken. */
  Sabotage NONE = new Sabotage() {};

  /** Stands between each shard and its outlets. */
  default ShardOutput outputs(ShardOutput real) {
    return real;
  }

  /** Whether a message gets lost before it reaches the network. */
  default boolean loses(NodeId to, PeerMessage message) {
    return false;
  }

  /** What nodes take for the rules of their moves. */
  default MigrationSettings migration(MigrationSettings drawn) {
    return drawn;
  }

  /** What nodes take for the policy of their balance. */
  default Policy policy(Policy drawn) {
    return drawn;
  }
}
