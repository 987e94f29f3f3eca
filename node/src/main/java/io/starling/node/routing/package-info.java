/**
 * From a request for a segment to the node and loop that serve it, and back with the reply:
 * locally, or forwarded to the primary once.
 */
@NullMarked
package io.starling.node.routing;

import org.jspecify.annotations.NullMarked;
