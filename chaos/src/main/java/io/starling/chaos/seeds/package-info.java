/**
 * Many seeds of the simulation, on all processors: {@code starling simulate-faults}.
 *
 * <p>Thread rule: each seed runs in one thread; what they have in common is collected by the thread
 * that asked.
 */
@NullMarked
package io.starling.chaos.seeds;

import org.jspecify.annotations.NullMarked;
