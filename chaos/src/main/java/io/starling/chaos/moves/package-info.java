/**
 * {@code starling survive-moves}: segments move all the time, and in each phase of a move something
 * goes wrong on purpose: the source, the target, a third member or two of them at once are killed,
 * the target's disk is full, or the stream is cut, again and again.
 *
 * <p>{@link io.starling.chaos.moves.MoveTrials} runs them; {@link io.starling.chaos.moves.Course}
 * reads from the source's log how far a move has come. Everything here belongs to one thread.
 */
@NullMarked
package io.starling.chaos.moves;

import org.jspecify.annotations.NullMarked;
