/** What goes wrong in a simulated cluster, and what may go wrong at the same time. */
@NullMarked
package io.starling.chaos.simulation.fault;

import org.jspecify.annotations.NullMarked;
