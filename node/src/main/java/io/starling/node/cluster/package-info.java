/**
 * The cluster as one node knows it: what was fixed when it was founded, which configurations are
 * known, who is there, and where segments should be.
 *
 * <p>Thread rule: {@link io.starling.node.cluster.Steering} runs in one thread of its own; what
 * others read are immutable snapshots.
 */
@NullMarked
package io.starling.node.cluster;

import org.jspecify.annotations.NullMarked;
