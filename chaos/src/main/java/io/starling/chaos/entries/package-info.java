/**
 * Entries of which it is known at all times what they may hold: what a run fills a cluster with,
 * writes over and over, and reads back to the last byte.
 *
 * <p>Safe for use by many threads.
 */
@NullMarked
package io.starling.chaos.entries;

import org.jspecify.annotations.NullMarked;
