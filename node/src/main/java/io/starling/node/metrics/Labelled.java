package io.starling.node.metrics;

import com.codahale.metrics.Metric;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * One value for each of a few things, asked for when it is read.
 *
 * @param label what the things are, a word
 * @param values by the name of the thing: letters, digits and hyphens
 */
record Labelled(String label, Supplier<? extends SortedMap<String, Double>> values)
    implements Metric {}
