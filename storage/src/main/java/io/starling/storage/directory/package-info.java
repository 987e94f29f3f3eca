/**
 * The data directory of a node as a whole: that one process has it, whose it is, and how the last
 * process that had it ended.
 *
 * <p>Thread rule: one thread, that which starts and stops the node.
 */
@NullMarked
package io.starling.storage.directory;

import org.jspecify.annotations.NullMarked;
