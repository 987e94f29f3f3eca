package io.starling.chaos.growth;

/**
 * How long writes of one segment were not acknowledged while it moved.
 *
 * @param gapMillis the longest time without an acknowledged write, from the order to the switch
 * @param calmMillis the same, in as long a time before
 * @param moveMillis from the order until the newcomer answered for the segment; infinite if it did
 *     not
 * @param refused writes answered with an error
 */
record Held(double gapMillis, double calmMillis, double moveMillis, int refused) {}
