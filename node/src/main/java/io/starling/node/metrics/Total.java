package io.starling.node.metrics;

import com.codahale.metrics.Metric;
import java.util.function.Supplier;

/** A number that only grows, asked for when it is read. */
record Total(Supplier<? extends Number> value) implements Metric {}
