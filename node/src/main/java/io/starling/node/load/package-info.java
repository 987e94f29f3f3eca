/**
 * How busy this node is and with what: the demand for each of its segments, the use that the node
 * makes of its machine, and how far away the other nodes are. It is what the shed rule is fed with.
 *
 * <p>Words. <i>Demand</i> is what was asked for, whether it was served or turned away; it is
 * counted where it comes in ({@link io.starling.node.load.DemandMeter}). A <i>measure</i> is what a
 * loop counted since it began, taken once a second. The {@link io.starling.node.load.LoadBook}
 * makes rates of measures, smoothed over seconds and over a minute, and learns what an operation
 * costs.
 *
 * <p>Thread rule: a meter belongs to the loop of its segment, measures are values, the book belongs
 * to the control thread, and what it publishes is for any thread. A core: it reads no clock.
 */
@NullMarked
package io.starling.node.load;

import org.jspecify.annotations.NullMarked;
