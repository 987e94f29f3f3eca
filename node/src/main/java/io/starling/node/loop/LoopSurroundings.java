package io.starling.node.loop;

import io.starling.gossip.transport.PeerTransport;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.ReplicaSettings;
import io.starling.node.room.NodeRoom;

/**
 * What all loops of a node share.
 *
 * @param clock of the machine
 * @param transport to the other nodes
 * @param disk of the node
 * @param room of the node, in memory and on disk
 * @param replicas settings of the replicas
 * @param desk settings for requests
 * @param metrics what the node measures
 * @param listener hears of every transition, in the loop where it happens; must not block
 */
public record LoopSurroundings(
    NodeClock clock,
    PeerTransport transport,
    NodeDisk disk,
    NodeRoom room,
    ReplicaSettings replicas,
    DeskSettings desk,
    NodeMetrics metrics,
    TransitionListener listener) {
  /** Hears of transitions, and of the end. */
  public interface TransitionListener {
    void happened(ReplicaEvent event);

    /** A loop has failed for a reason that nobody foresaw: the node must stop. */
    void failed(Throwable failure);
  }
}
