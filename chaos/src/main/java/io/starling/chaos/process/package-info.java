/**
 * Real servers, started and mistreated: processes on this machine, each on its own data directory,
 * in the machine's network or each in a network namespace of its own.
 *
 * <p>{@link io.starling.chaos.process.ServerUnderTest} says how one kind of server is started and
 * asked; {@link io.starling.chaos.process.ServerProcess} starts, kills, pauses and restarts it;
 * {@link io.starling.chaos.process.ClusterUnderTest} holds several. Whatever was started or made
 * here is gone when its owner is closed, and at the latest when the JVM ends.
 *
 * <p>Objects here belong to one thread, if they do not say otherwise.
 */
@NullMarked
package io.starling.chaos.process;

import org.jspecify.annotations.NullMarked;
