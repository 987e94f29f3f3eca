package io.starling.gossip.status;

import io.starling.storage.id.NodeId;

/** One node's report, and how recent it is. */
public record NodeStatus(NodeId nodeId, Stamp stamp, NodeReport report) {}
