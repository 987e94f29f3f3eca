/**
 * Load on a cluster, and how long it takes. In an open loop every request has an intended start,
 * and its latency counts from there, sent or not: a server that stalls cannot make the load wait
 * with it and so hide the stall (coordinated omission; Gil Tene, "How NOT to Measure Latency").
 *
 * <p>Words: a <em>client</em> sends requests through <em>lanes</em>, one connection each, as its
 * <em>pacing</em> says; a request on its way is <em>pending</em>; what came of all is a
 * <em>tally</em>.
 *
 * <p>Threads: a client and its lanes belong to one event loop. Tallies are counted by all and read
 * by the thread that reports.
 */
@NullMarked
package io.starling.node.bench;

import org.jspecify.annotations.NullMarked;
