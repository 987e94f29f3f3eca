/**
 * What clients can say, and what it does to the entries of a segment.
 *
 * <p>The tour: {@link io.starling.node.command.CommandTable} has a row for each command. A row
 * whose command touches entries names its evaluator, a method of {@code StringReads}, {@code
 * StringWrites}, {@code Batches}, {@code Ranges}, {@code Counters}, {@code Keyspace}, {@code
 * Expiry} or {@code Lifetimes}; commands about the whole cluster are made of the steps in {@code
 * WholeSegment}; rows of {@code ConnectionCommands} are evaluated by the connection. Arguments are
 * read by {@code io.starling.node.command.argument}.
 *
 * <p>An evaluator sees one segment through a {@link io.starling.node.command.SegmentView} and has
 * no clock, randomness or memory of its own. It checks everything before it changes anything, so
 * that an error means that nothing has happened. Replies and error texts are those of Redis 7; what
 * Starling limits in another way (keys, values, patterns) is refused with an error that names the
 * limit.
 *
 * <p>Thread rule: evaluated by the primary only, in the loop that owns the segment.
 */
@NullMarked
package io.starling.node.command;

import org.jspecify.annotations.NullMarked;
