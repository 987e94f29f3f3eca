package io.starling.gossip.transport;

import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Who this node is.
 *
 * @param nodeId the node's durable name
 * @param incarnation this process: random, made anew at each start
 * @param clusterId the cluster it belongs to; null while it has not joined one
 */
public record PeerIdentity(NodeId nodeId, long incarnation, @Nullable ClusterId clusterId) {}
