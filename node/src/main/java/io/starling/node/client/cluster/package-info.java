/**
 * The cluster as a client is told of it: who there is, and who serves which slots, in the forms of
 * Redis Cluster. Every node is a master that serves the slots of its primary segments; all slots
 * are listed at all times. Pure functions of a {@link io.starling.node.client.cluster.ClusterView};
 * any thread.
 */
@NullMarked
package io.starling.node.client.cluster;

import org.jspecify.annotations.NullMarked;
