/**
 * Pictures of a run: panels of lines over a common axis, as SVG, and pages that hold them.
 *
 * <p>Immutable values; nothing here belongs to a thread.
 */
@NullMarked
package io.starling.chaos.chart;

import org.jspecify.annotations.NullMarked;
