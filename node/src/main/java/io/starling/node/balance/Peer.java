package io.starling.node.balance;

import io.starling.storage.id.NodeId;

/**
 * A node that is there, this one included.
 *
 * @param zone what fails together with it
 * @param stays it is neither leaving nor draining
 */
public record Peer(NodeId id, String zone, boolean stays) {}
