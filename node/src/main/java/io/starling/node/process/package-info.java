/**
 * A whole node, put together and run: the only place that knows all parts. Whatever decides
 * something is in one of the parts.
 *
 * <p>Thread rule: started and stopped by one thread; the parts have rules of their own.
 */
@NullMarked
package io.starling.node.process;

import org.jspecify.annotations.NullMarked;
