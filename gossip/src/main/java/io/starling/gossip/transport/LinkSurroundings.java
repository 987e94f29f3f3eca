package io.starling.gossip.transport;

import java.util.random.RandomGenerator;

/** What all links of one node share. */
record LinkSurroundings(
    PeerDialer dialer,
    AddressBook addresses,
    PeerListener listeners,
    TransportCounters counters,
    int queueBytesMax,
    RandomGenerator random) {}
