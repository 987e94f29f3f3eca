package io.starling.node.client;

import io.starling.node.client.limits.ConnectionSettings;
import io.starling.node.client.server.ClientStatistics;
import io.starling.node.metrics.NodeMetrics;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the connections of one port share. Any thread.
 *
 * @param nanoTime a monotonic clock
 */
record ClientPort(
    CommandDispatch dispatch,
    Supplier<ConnectionSettings> settings,
    ClientStatistics statistics,
    NodeMetrics metrics,
    ClientDirectory directory,
    LongSupplier nanoTime) {}
