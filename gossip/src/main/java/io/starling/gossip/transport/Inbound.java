package io.starling.gossip.transport;

import io.netty.channel.Channel;
import io.starling.storage.id.NodeId;

/** One accepted, authenticated connection. */
final class Inbound {
  private final Channel channel;
  private final Greeting greeting;
  private volatile long heardNanos;

  Inbound(Channel channel, Greeting greeting, long nowNanos) {
    this.channel = channel;
    this.greeting = greeting;
    this.heardNanos = nowNanos;
  }

  NodeId peer() {
    return greeting.nodeId();
  }

  long incarnation() {
    return greeting.incarnation();
  }

  Channel channel() {
    return channel;
  }

  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  long silentNanos(long nowNanos) {
    return nowNanos - heardNanos;
  }

  @Override
  public String toString() {
    return "node " + peer() + " at " + channel.remoteAddress();
  }
}
