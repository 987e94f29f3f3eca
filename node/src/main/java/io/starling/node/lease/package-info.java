/**
 * Leases (ARCHITECTURE.md 3.5): members lend the primary of a segment the right to serve for a
 * short time, and meanwhile promise nothing to anybody else.
 *
 * <p>The two sides measure the same span on their own clocks: the primary from when it sent its
 * request, shortened by the bound on clock rate, the member from when the request came in. So the
 * primary's view ends first whatever the network did. Clocks are monotonic and count suspended
 * time; they are never compared with another node's.
 *
 * <p>What a primary asks for seldom changes. So a heartbeat says it once, and from then on names
 * the request that said it: its size does not depend on the number of segments.
 *
 * <p>Thread rule: confined to the loop of the segments concerned.
 */
@NullMarked
package io.starling.node.lease;

import org.jspecify.annotations.NullMarked;
