package io.starling.node.load;

import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.SortedMap;

/**
 * What a loop knows of itself.
 *
 * @param atNanos monotonic time at which it was taken
 * @param processorNanos processor time of the loop's thread since it began; 0 if nobody can tell
 * @param lateNanos by how much a turn of the loop came too late, at most, since the measure before
 * @param segments of which it has a copy, or of which something was asked here
 * @param roundTripNanos to the nodes that answer its heartbeats
 */
public record LoopMeasure(
    long atNanos,
    long processorNanos,
    long lateNanos,
    List<SegmentMeasure> segments,
    SortedMap<NodeId, Long> roundTripNanos) {}
