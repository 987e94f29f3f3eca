/**
 * Which configuration each segment has, as one node knows it, and how that knowledge spreads to
 * nodes that missed the direct message: a periodic comparison with one random peer, of constant
 * size while both agree.
 *
 * <p>A pure core: one owner, no thread, clock or random source of its own.
 */
@NullMarked
package io.starling.gossip.assignment;

import org.jspecify.annotations.NullMarked;
