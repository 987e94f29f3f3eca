/**
 * The data directory of a node, as the rest of the node uses it: opened and repaired at the start,
 * synced while it runs, closed cleanly at the end (ARCHITECTURE.md 3.10).
 *
 * <p>Thread rule: opened and closed by the thread that starts and stops the node; in between each
 * copy belongs to its loop, and one disk thread syncs.
 */
@NullMarked
package io.starling.node.disk;

import org.jspecify.annotations.NullMarked;
