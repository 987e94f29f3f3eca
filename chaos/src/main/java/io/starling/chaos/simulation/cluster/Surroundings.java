package io.starling.chaos.simulation.cluster;

import io.starling.chaos.simulation.world.EventQueue;

/**
 * What all machines of a cluster share.
 *
 * @param wishes what somebody wants moved
 * @param post takes messages from machine to machine
 * @param sabotage how it is broken on purpose
 */
record Surroundings(
    EventQueue queue,
    RunCharacter character,
    Post post,
    Witness witness,
    Wishes wishes,
    Sabotage sabotage) {}
