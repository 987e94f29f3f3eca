/**
 * One replica of one segment: the state machine that takes commands as a primary, holds copies as a
 * member, takes over when the primary is gone, and is made equal when it was away (ARCHITECTURE.md
 * 3.2 to 3.7, 3.9, 3.10).
 *
 * <p>Where to begin: {@link io.starling.node.replication.Replica} knows the segment's configuration
 * and copy and gives every input to its present {@code Role}. A role lasts for one epoch:
 *
 * <pre>
 * Follower  holds a copy, or waits to be given one; takes over when the primary's lease has run out
 * Opening   the new primary gathers the copies of a majority and merges them
 * Leader    the primary makes a majority equal to itself, then serves
 * </pre>
 *
 * <p>Thread rule: a replica belongs to the loop of its segment. It has no clock, disk, socket or
 * random source of its own; all goes through {@link io.starling.node.replication.ReplicaContext}.
 */
@NullMarked
package io.starling.node.replication;

import org.jspecify.annotations.NullMarked;
