package io.starling.gossip.transport;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What all links of one node share.
 *
 * @param beingDialed whether somebody else dials an address now, to see who is there
 */
record LinkSurroundings(
    PeerDialer dialer,
    AddressBook addresses,
    Predicate<PeerAddress> beingDialed,
    PeerListener listeners,
    TransportCounters counters,
    int queueBytesMax,
    RandomGenerator random) {}
