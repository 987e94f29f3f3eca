/**
 * Copies on their way from node to node, as a whole node sees them: a primary that needs a place
 * for a copy offers it, the target grants room or declines with its own fresh view, and the grant
 * is given back on every path. What happens to the copy itself is the business of {@code
 * replication}.
 *
 * <p>Words: the <em>source</em> of a move is the primary of its segment, whoever gives up a copy; a
 * <em>grant</em> is room in the reserve of a target, for one segment and a limited time, renewed
 * while the move goes on; on <em>probation</em> is a configuration whose former members still hold
 * their copies.
 *
 * <p>Thread rule: cores without threads or clocks; one owner, which is the control thread of a
 * node.
 */
@NullMarked
package io.starling.node.migration;

import org.jspecify.annotations.NullMarked;
