/**
 * Who is in the cluster. ScaleCube Cluster (SWIM: Das, Gupta, Motivala 2002) probes and gossips
 * over our own authenticated connections; its messages are mapped, field by field, to Protobuf. No
 * Java serialization takes part: a message of a kind that is not listed is refused.
 *
 * <p>Membership decides who is gone for good, in about ten seconds; a pause of six seconds is not a
 * departure, and one who leaves with a word is gone at once. It never decides who may serve: leases
 * do.
 *
 * <p>News are rare, small messages to everyone. What changes every second goes by the pairwise
 * exchange in {@code status} instead.
 */
@NullMarked
package io.starling.gossip.membership;

import org.jspecify.annotations.NullMarked;
