package io.starling.node.migration;

import io.starling.gossip.agreement.Configuration;

/**
 * A segment whose former members keep their copies for a while.
 *
 * @param former where it was
 * @param now where it is
 */
public record ProbationView(Configuration former, Configuration now) {}
