package io.starling.node.balance;

import io.starling.forecast.shed.Move;
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
 * @param correction to what the nodes tell, until they tell it themselves
 */
record Wish(
    Move<NodeId> move,
    Configuration from,
    @Nullable Wanted wanted,
    NodeId target,
    Correction correction,
    long untilNanos) {}
