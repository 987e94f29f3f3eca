/**
 * One node's copy of one segment, {@link io.starling.antientropy.copy.SegmentCopy}: store, Merkle
 * tree and flush floor, which are always changed together, and the journal entered before any of
 * them.
 *
 * <p>Thread rule: a copy belongs to one loop.
 */
@NullMarked
package io.starling.antientropy.copy;

import org.jspecify.annotations.NullMarked;
