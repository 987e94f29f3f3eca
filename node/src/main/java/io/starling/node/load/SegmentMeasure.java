package io.starling.node.load;

/**
 * What a loop knows of one of its segments.
 *
 * @param primary whether this node is its primary
 * @param keys entries with a value in the own copy
 * @param bytes that the own copy takes
 * @param hottestKeyShare part of the recent commands that are on the busiest key, 0 to 1
 */
public record SegmentMeasure(
    int segment,
    boolean primary,
    long keys,
    long bytes,
    double hottestKeyShare,
    DemandCount count) {}
