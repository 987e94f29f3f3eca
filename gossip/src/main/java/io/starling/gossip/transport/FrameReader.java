package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the bytes of one accepted connection into frames, checks each, and dispatches its messages.
 * A frame that arrived whole is not copied; one that did not is gathered in a buffer of its exact
 * size.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);

  /** The largest message alone in a frame. */
  static final int MESSAGES_BYTES_MAX =
      PeerTransport.MESSAGE_BYTES_MAX + Batch.MESSAGE_HEADER_BYTES + Batch.FULL_BYTES;

  private final Inbound inbound;
  private final FrameSeal seal;
  private final MessageHandlers handlers;
  private final TransportCounters counters;

  /** The length of the frame that is being gathered, as far as its bytes have arrived. */
  private int header;

  private int headerBytes;
  private @Nullable ByteBuf gathered;
  private int missing;

  FrameReader(
      Inbound inbound, FrameSeal seal, MessageHandlers handlers, TransportCounters counters) {
    this.inbound = inbound;
    this.seal = seal;
    this.handlers = handlers;
    this.counters = counters;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      inbound.heard(ctx.executor().ticker().nanoTime());
      while (in.isReadable() && ctx.channel().isActive()) {
        if (!read(in)) {
          ctx.close();
          return;
        }
      }
    } finally {
      in.release();
    }
  }

  /**
   * Takes the next step through {@code in}; false if the connection is not to be trusted any more.
   */
  private boolean read(ByteBuf in) {
    if (gathered != null) {
      return gather(in, gathered);
    }
    header = header << 8 | in.readUnsignedByte();
    headerBytes++;
    return headerBytes < Batch.FRAME_HEADER_BYTES || begin(in);
  }

  private boolean begin(ByteBuf in) {
    if (header < 0 || header > MESSAGES_BYTES_MAX) {
      LOG.warn("{} announced a frame of {} bytes: connection closed", inbound, header);
      return false;
    }
    missing = header + FrameSeal.MAC_BYTES;
    if (in.readableBytes() < missing) {
      gathered = in.alloc().ioBuffer(missing);
      return true;
    }
    return complete(in);
  }

  private boolean gather(ByteBuf in, ByteBuf frame) {
    int length = Math.min(missing, in.readableBytes());
    frame.writeBytes(in, length);
    missing -= length;
    if (missing > 0) {
      return true;
    }
    gathered = null;
    try {
      return complete(frame);
    } finally {
      frame.release();
    }
  }

  private boolean complete(ByteBuf frame) {
    int length = header;
    header = 0;
    headerBytes = 0;
    if (!seal.check(frame, length)) {
      LOG.warn("{} sent a frame that is not authentic: connection closed", inbound);
      return false;
    }
    counters.framesReceived.increment();
    counters.bytesReceived.add((long) Batch.FRAME_HEADER_BYTES + length + FrameSeal.MAC_BYTES);
    int end = frame.readerIndex() + length;
    boolean wellFormed = dispatch(frame, end);
    frame.readerIndex(end + FrameSeal.MAC_BYTES);
    return wellFormed;
  }

  private boolean dispatch(ByteBuf frame, int end) {
    while (frame.readerIndex() < end) {
      if (end - frame.readerIndex() < Batch.MESSAGE_HEADER_BYTES) {
        return malformed();
      }
      int length = frame.readInt();
      int kind = frame.readUnsignedShort();
      if (length < 0 || length > end - frame.readerIndex()) {
        return malformed();
      }
      handlers.dispatch(kind, inbound.peer(), frame.readSlice(length));
    }
    return true;
  }

  private boolean malformed() {
    LOG.warn("{} sent a frame whose messages do not add up: connection closed", inbound);
    return false;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("{}: {}", inbound, cause.toString());
    ctx.close();
  }
}
