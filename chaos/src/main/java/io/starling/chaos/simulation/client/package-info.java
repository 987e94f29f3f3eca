/**
 * The clients of a simulated cluster: what they ask, how they try again, and the history of what
 * they saw.
 */
@NullMarked
package io.starling.chaos.simulation.client;

import org.jspecify.annotations.NullMarked;
