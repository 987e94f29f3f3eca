/**
 * What clients saw, and whether a correct store could have shown it to them.
 *
 * <p>A <em>history</em> is a list of {@link io.starling.chaos.history.Operation}s in any order.
 * {@link io.starling.chaos.history.LinearizabilityChecker} says whether some order of them explains
 * every answer; {@link io.starling.chaos.history.LostWriteCheck} asks the narrower question whether
 * acknowledged writes are still there, in time proportional to the history.
 *
 * <p>Everything here is pure: no thread, clock, or random source, and the same history gives the
 * same verdict with the same evidence on every machine. Times are ticks of one clock that all
 * clients of a history share; their unit does not matter.
 */
@NullMarked
package io.starling.chaos.history;

import org.jspecify.annotations.NullMarked;
