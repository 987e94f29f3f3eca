/**
 * The acceptance runs: a real cluster under real clients while its nodes are killed, paused, kept
 * from each other, or restarted one after the other; then a verdict.
 *
 * <p>{@link io.starling.chaos.survival.SurviveCommand} and {@link
 * io.starling.chaos.survival.RollingRestartCommand} are the commands.
 */
@NullMarked
package io.starling.chaos.survival;

import org.jspecify.annotations.NullMarked;
