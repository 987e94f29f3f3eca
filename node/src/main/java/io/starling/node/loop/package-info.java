/**
 * The edge of the protocol: event loops that run the shards on real sockets, disks and clocks
 * (ARCHITECTURE.md 7).
 *
 * <p>Thread rule: a {@link io.starling.node.loop.NodeLoop} belongs to one Netty event loop and
 * touches its shard, its stores and its requests only there. Blocking work is done by the one
 * {@link io.starling.node.loop.DiskThread}.
 */
@NullMarked
package io.starling.node.loop;

import org.jspecify.annotations.NullMarked;
