package io.starling.node.client;

import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.server.ConfigurationParameters;
import io.starling.node.client.server.ServerFacts;
import io.starling.node.routing.SegmentRouter;

/** What the rest of the node does for its clients. */
public record ServedNode(
    SegmentRouter router,
    ClusterView cluster,
    ServerFacts facts,
    ConfigurationParameters parameters) {}
