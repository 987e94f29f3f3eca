package io.starling.node.replication;

/**
 * The two times of one step of a core, read once.
 *
 * @param monotonicNanos for spans: counts suspended time too, never goes back, arbitrary origin
 * @param wallMillis for people and for expiry: milliseconds since 1970, may jump
 */
public record Now(long monotonicNanos, long wallMillis) {}
