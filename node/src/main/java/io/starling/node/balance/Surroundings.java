package io.starling.node.balance;

import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.NodeStatus;
import io.starling.node.load.NodeLoad;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.SortedMap;

/**
 * All that a decision is made from, as it is at one moment.
 *
 * @param peers that are there, this one among them
 * @param statuses what they told last
 * @param own what this node measured last
 * @param configurations the latest known of every segment
 */
public record Surroundings(
    NodeId self,
    List<Peer> peers,
    List<NodeStatus> statuses,
    NodeLoad own,
    SortedMap<Integer, Configuration> configurations) {}
