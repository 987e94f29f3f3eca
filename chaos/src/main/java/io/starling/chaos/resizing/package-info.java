/**
 * {@code starling grow}: a cluster that is full and under load gets another node, and loses it
 * again, while every call is timed and every answer checked.
 *
 * <p>{@link io.starling.chaos.resizing.GrowRun} says what happens in which order; {@link
 * io.starling.chaos.resizing.GrowLoad} makes the calls.
 */
@NullMarked
package io.starling.chaos.resizing;

import org.jspecify.annotations.NullMarked;
