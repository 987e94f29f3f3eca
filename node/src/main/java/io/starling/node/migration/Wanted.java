package io.starling.node.migration;

import io.starling.forecast.shed.Placement;
import io.starling.storage.id.NodeId;

/**
 * Where a segment should be, and why.
 *
 * @param bytes about what a copy takes
 */
public record Wanted(Placement<NodeId> placement, MoveKind kind, long bytes) {}
