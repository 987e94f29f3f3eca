/**
 * How a segment's replicas decide who its next replicas are (ARCHITECTURE.md 3.2): configuration
 * {@code e+1} is the value of one single-decree Paxos instance (Lamport, "Paxos Made Simple", 2001)
 * whose acceptors are the members of configuration {@code e}. A {@link
 * io.starling.gossip.agreement.ConfigurationChain} is one node's part in the chain of one segment.
 *
 * <p>Thread rule: a chain belongs to the loop of its segment. It holds no clock, disk, socket or
 * random source: time and messages come in, messages and durable writes go out through {@link
 * io.starling.gossip.agreement.ChainOutput}.
 */
@NullMarked
package io.starling.gossip.agreement;

import org.jspecify.annotations.NullMarked;
