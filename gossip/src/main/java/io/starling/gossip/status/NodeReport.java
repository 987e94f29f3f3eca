package io.starling.gossip.status;

/**
 * What a node says of itself.
 *
 * @param operationsPerSecond commands executed, as an average over the last seconds
 * @param draining it wants to be rid of its segments: nothing new is placed on it
 */
public record NodeReport(
    Endpoints endpoints,
    Utilisation utilisation,
    float operationsPerSecond,
    Holdings holdings,
    boolean draining) {}
