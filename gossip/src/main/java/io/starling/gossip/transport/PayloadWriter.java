package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;

/** Writes one message's payload. */
@FunctionalInterface
public interface PayloadWriter {
  /** Appends the payload to {@code out} and touches nothing before it. Must not send. */
  void writeTo(ByteBuf out);
}
