package io.starling.gossip.transport;

import io.netty.channel.Channel;

/**
 * One dialed, authenticated connection.
 *
 * @param peer the node that answered
 * @param seal seals the frames that are sent; for the channel's event loop only
 */
record Session(Channel channel, Greeting peer, FrameSeal seal) {}
