package io.starling.node.client;

import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.server.ConfigurationParameters;
import io.starling.node.client.server.ServerFacts;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.routing.SegmentRouter;

/**
 * What the rest of the node does for its clients.
 *
 * @param router takes commands to their segments
 * @param cluster what there is to know of the other nodes
 * @param facts about this node
 * @param parameters of CONFIG
 * @param metrics where what clients do is counted
 */
public record ServedNode(
    SegmentRouter router,
    ClusterView cluster,
    ServerFacts facts,
    ConfigurationParameters parameters,
    NodeMetrics metrics) {}
