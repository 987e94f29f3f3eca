/**
 * Where real clusters are put to the test: processes of this machine, the public clients that call
 * them, what an operator would ask them, and the options that all such commands share.
 *
 * <p>{@link io.starling.chaos.arena.Arena} is the cluster with its clients; {@link
 * io.starling.chaos.arena.Operator} asks its nodes, and tells them what to do.
 *
 * <p>Objects here belong to one thread, if they do not say otherwise.
 */
@NullMarked
package io.starling.chaos.arena;

import org.jspecify.annotations.NullMarked;
