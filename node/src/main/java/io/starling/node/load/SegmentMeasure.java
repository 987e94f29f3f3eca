package io.starling.node.load;

/**
 * What a loop knows of one of its segments.
 *
 * @param primary whether this node is its primary
 * @param keys entries with a value in the own copy
 * @param bytes that the own copy takes
 */
public record SegmentMeasure(
    int segment, boolean primary, long keys, long bytes, DemandCount count) {}
