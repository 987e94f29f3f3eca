/**
 * Which entry to give up when memory is short: the policies that users know from Redis, estimates
 * of how each key is used, and the choice among sampled candidates. The primary decides; what it
 * gives up is removed on all members by a tombstone.
 *
 * <p>Pure: time and randomness come in as arguments. Thread rule: a sketch belongs to the loop of
 * its segment.
 */
@NullMarked
package io.starling.storage.eviction;

import org.jspecify.annotations.NullMarked;
