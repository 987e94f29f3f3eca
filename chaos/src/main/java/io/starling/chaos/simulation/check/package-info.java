/**
 * What must hold whatever happens (ARCHITECTURE.md 4): ledgers that see what the nodes do, from
 * outside and all at once, and object at the first contradiction.
 */
@NullMarked
package io.starling.chaos.simulation.check;

import org.jspecify.annotations.NullMarked;
