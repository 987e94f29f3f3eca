/**
 * Who should hold what: pure, deterministic functions from what everybody knows to where segments
 * belong. Nodes are names that compare; nothing here knows what a node or a segment is beyond that.
 *
 * <p>Thread rule: functions of their arguments, any thread.
 */
@NullMarked
package io.starling.forecast.shed;

import org.jspecify.annotations.NullMarked;
