package io.starling.gossip.transport;

import java.util.concurrent.atomic.LongAdder;

/** What went over the wire since the start. Written by event loops, read by any thread. */
public final class TransportCounters {
  final LongAdder bytesSent = new LongAdder();
  final LongAdder bytesReceived = new LongAdder();
  final LongAdder framesSent = new LongAdder();
  final LongAdder framesReceived = new LongAdder();
  final LongAdder messagesRefused = new LongAdder();

  TransportCounters() {}

  /** Bytes of frames sent, without handshakes and TLS. */
  public long bytesSent() {
    return bytesSent.sum();
  }

  /** Bytes of frames received, without handshakes and TLS. */
  public long bytesReceived() {
    return bytesReceived.sum();
  }

  /** Frames sent; each is one batch of messages. */
  public long framesSent() {
    return framesSent.sum();
  }

  /** Authentic frames received. */
  public long framesReceived() {
    return framesReceived.sum();
  }

  /** Messages refused because their peer was out of reach or its queue full. */
  public long messagesRefused() {
    return messagesRefused.sum();
  }
}
