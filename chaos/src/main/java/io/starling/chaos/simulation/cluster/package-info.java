/**
 * The cluster that is simulated: machines, and on them processes that run the real state machines
 * of {@link io.starling.node.shard.Shard} and below.
 *
 * <p>A <em>machine</em> has a disk, clocks and a place in the network, and outlives the
 * <em>processes</em> that run on it, one at a time.
 */
@NullMarked
package io.starling.chaos.simulation.cluster;

import org.jspecify.annotations.NullMarked;
