/**
 * The node's journal of recent writes, which a write enters before it reaches a store
 * (ARCHITECTURE.md 3.10).
 *
 * <p>Thread rule: appended to by the loops, each append atomic; synced and cut by one disk thread.
 */
@NullMarked
package io.starling.storage.journal;

import org.jspecify.annotations.NullMarked;
