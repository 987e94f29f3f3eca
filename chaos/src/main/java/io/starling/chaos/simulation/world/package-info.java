/**
 * What the simulated nodes stand on: time, links, clocks and disks, all of one thread and one seed.
 *
 * <p>Words: <em>true time</em> is the simulation's own, in nanoseconds from 0; no node sees it. A
 * <em>step</em> is one event taken from the queue.
 */
@NullMarked
package io.starling.chaos.simulation.world;

import org.jspecify.annotations.NullMarked;
