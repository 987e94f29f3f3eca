/**
 * How fast copies of segments come to a node that holds none: the very sessions, stores, journals
 * and disk threads of two nodes in one process, with nothing but the network between them left out.
 *
 * <p>Threads: each {@link io.starling.node.bench.copying.Side} has one loop, to which its copies
 * and sessions belong.
 */
@NullMarked
package io.starling.node.bench.copying;

import org.jspecify.annotations.NullMarked;
