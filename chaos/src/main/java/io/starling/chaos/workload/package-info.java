/**
 * Clients at work: threads that call a cluster through the public clients people use, record what
 * each call ended with and when, and have it judged by {@link io.starling.chaos.history}.
 *
 * <p>A <em>lane</em> is one hash slot under constant load. Its keys are changed for new ones, a
 * <em>generation</em> at a time, so that a history stays short enough to be judged at once; at the
 * end every key of every generation is read again. {@link io.starling.chaos.workload.Workload} is
 * where to start reading.
 */
@NullMarked
package io.starling.chaos.workload;

import org.jspecify.annotations.NullMarked;
