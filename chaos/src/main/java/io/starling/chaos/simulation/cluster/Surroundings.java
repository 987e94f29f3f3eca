package io.starling.chaos.simulation.cluster;

import io.starling.chaos.simulation.world.EventQueue;
import io.starling.node.shard.ShardOutput;
import java.util.function.UnaryOperator;

/**
 * What all machines of a cluster share.
 *
 * @param wishes what somebody wants moved
 * @param post takes messages from machine to machine
 * @param outputs stands between a shard and its outlets; the identity but for a cluster that is
 *     broken on purpose
 */
record Surroundings(
    EventQueue queue,
    RunCharacter character,
    Post post,
    Witness witness,
    Wishes wishes,
    UnaryOperator<ShardOutput> outputs) {}
