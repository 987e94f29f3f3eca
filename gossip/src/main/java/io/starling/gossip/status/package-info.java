/**
 * What nodes tell each other of themselves every second: utilisation, holdings, intentions.
 * Reconciled pairwise (van Renesse, Dumitriu, Gough, Thomas: "Efficient Reconciliation and Flow
 * Control for Anti-Entropy Protocols", 2008, there called Scuttlebutt): each round a node sends one
 * random peer a digest, the peer answers with what it knows better and asks for what it knows
 * worse. So a round costs a node a constant number of messages of bounded size, whatever the number
 * of nodes, and everybody knows everything after a number of rounds that grows with its logarithm.
 *
 * <p>A pure core: one owner, no thread, clock or random source of its own. Anybody's status is
 * written by that node only, and of two statuses of one node the later {@link
 * io.starling.gossip.status.Stamp} wins; older gossip never overwrites newer knowledge.
 */
@NullMarked
package io.starling.gossip.status;

import org.jspecify.annotations.NullMarked;
