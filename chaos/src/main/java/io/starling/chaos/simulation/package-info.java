/**
 * A whole cluster in one thread, with virtual time and one seed (STYLE: a simulation).
 *
 * <p>Where to begin: {@link io.starling.chaos.simulation.Simulation} runs one seed. What it runs on
 * is in {@code world}, the nodes in {@code cluster}, who uses them in {@code client}, what happens
 * to them in {@code fault}, and what must hold in {@code check}.
 *
 * <p>Thread rule: a simulation belongs to the thread that runs it; nothing here has a thread, a
 * clock, a file or a random source of its own.
 */
@NullMarked
package io.starling.chaos.simulation;

import org.jspecify.annotations.NullMarked;
