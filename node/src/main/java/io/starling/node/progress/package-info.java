/**
 * How far the moves of this node are, for its report, its metrics and its log: what the source of a
 * move decides ({@code migration}), put together with what the replicas do ({@code replication}).
 *
 * <p>Thread rule: the control thread, but where a method says otherwise.
 */
@NullMarked
package io.starling.node.progress;

import org.jspecify.annotations.NullMarked;
