package io.starling.node.balance;

import io.starling.forecast.shed.Move;
import io.starling.forecast.shed.ResourceVector;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.Wanted;
import io.starling.storage.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A decision that is being carried out.
 *
 * @param from the configuration that it was made in, and ends with
 * @param wanted where this node, as the primary, takes the segment; null if another node is asked
 * @param target who gets something
 * @param relieved what this node is rid of, and {@code target} bears
 */
record Wish(
    Move<NodeId> move,
    Configuration from,
    @Nullable Wanted wanted,
    NodeId target,
    ResourceVector relieved,
    ResourceVector borne,
    long untilNanos) {}
