package io.starling.node.shard;

import io.starling.node.lease.LeaseMessage;
import io.starling.node.replication.ReplicaOutput;
import io.starling.storage.id.NodeId;

/** What a shard does to the world. */
public interface ShardOutput extends ReplicaOutput {
  /** Sends a heartbeat or its answer; it may be lost. */
  void send(NodeId to, LeaseMessage message);
}
