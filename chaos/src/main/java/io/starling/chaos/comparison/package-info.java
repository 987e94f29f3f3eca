/**
 * Starling beside other servers, under the same load, on this machine, in one run.
 *
 * <p>Words: a <em>contestant</em> is a server or a cluster, with the tool that puts load on it; a
 * <em>task</em> is what is asked of it; in each <em>round</em> all contestants do the same task one
 * after the other, so that what else goes on on the machine meets all alike; a <em>standing</em> is
 * what a contestant came to, the median of its rounds.
 *
 * <p>Processor time is that of the server processes alone, from {@code /proc}, and the steadiest of
 * the figures: throughput and latency also tell of the tool that asks, which shares the machine.
 *
 * <p>One thread runs it all; only the load tools have others.
 */
@NullMarked
package io.starling.chaos.comparison;

import org.jspecify.annotations.NullMarked;
