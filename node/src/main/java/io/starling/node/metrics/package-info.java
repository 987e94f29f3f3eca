/**
 * What a node measures: a Dropwizard registry, the few counters that every command touches, and the
 * text that Prometheus reads. A counter of an event loop is written by that loop only and read by
 * anyone.
 */
@NullMarked
package io.starling.node.metrics;

import org.jspecify.annotations.NullMarked;
