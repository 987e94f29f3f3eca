/**
 * The replicas of one loop together: what is done once for many segments, such as the heartbeat
 * that renews all leases of a pair of nodes.
 *
 * <p>Thread rule: a shard belongs to its loop. Like the replicas it is told everything and does
 * nothing but call its outputs.
 */
@NullMarked
package io.starling.node.shard;

import org.jspecify.annotations.NullMarked;
