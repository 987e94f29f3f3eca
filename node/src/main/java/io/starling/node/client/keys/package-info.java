/**
 * From a client's command on keys to requests for segments, and back from their replies to one
 * reply. On the plain port a command may name any keys ({@link
 * io.starling.node.client.keys.AnyKeyRouting}); on the Redis Cluster port those of one slot, whose
 * primary is this node ({@link io.starling.node.client.keys.RedirectingRouting}). Commands about
 * all keys ask segment by segment.
 *
 * <p>Thread rule: all of a request happens in the event loop of the connection that sent it.
 */
@NullMarked
package io.starling.node.client.keys;

import org.jspecify.annotations.NullMarked;
