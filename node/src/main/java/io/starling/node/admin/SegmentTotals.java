package io.starling.node.admin;

/**
 * How many segments are in which state. A segment counts wherever it belongs.
 *
 * @param segments of the cluster
 * @param open known to be served by a primary
 * @param withoutPrimary known to be served by none
 * @param underReplicated with fewer live members than replicas are wanted
 * @param unverified with a copy on the asked node that was not yet made equal to an open primary
 */
public record SegmentTotals(
    int segments, int open, int withoutPrimary, int underReplicated, int unverified) {}
