package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that will travel in one frame. Small payloads are copied behind each other, large
 * ones kept as they are; the frame is written as a list of buffers. Owned by one thread at a time.
 */
final class Batch {
  /** Bytes before the messages of a frame: their length. */
  static final int FRAME_HEADER_BYTES = Integer.BYTES;

  /** Bytes before the payload of a message: its length and kind. */
  static final int MESSAGE_HEADER_BYTES = Integer.BYTES + Short.BYTES;

  /**
   * A batch of this size takes no further message: a frame is dispatched only when it is complete.
   */
  static final int FULL_BYTES = 256 << 10;

  private static final int COPIED_BYTES_MAX = 8 << 10;
  private static final int FIRST_PART_BYTES = 1 << 10;

  private final ByteBufAllocator allocator;
  private final List<ByteBuf> parts = new ArrayList<>(1);
  private ByteBuf tail;
  private int messageBytes;

  Batch(ByteBufAllocator allocator) {
    this.allocator = allocator;
    this.tail = allocator.ioBuffer(FIRST_PART_BYTES);
    parts.add(tail);
    tail.writeInt(0);
  }

  /** Bytes of the messages so far, their headers included. */
  int messageBytes() {
    return messageBytes;
  }

  /** Appends a message; takes over {@code payload}. */
  void add(int kind, ByteBuf payload) {
    int length = payload.readableBytes();
    tail.writeInt(length).writeShort(kind);
    if (length <= COPIED_BYTES_MAX) {
      tail.writeBytes(payload);
      payload.release();
    } else {
      parts.add(payload);
      tail = allocator.ioBuffer(FIRST_PART_BYTES);
      parts.add(tail);
    }
    messageBytes += MESSAGE_HEADER_BYTES + length;
  }

  /**
   * Appends a message that its writer writes.
   *
   * @throws IllegalArgumentException if it is too large; then nothing is appended
   */
  void add(int kind, PayloadWriter writer) {
    int start = tail.writerIndex();
    boolean added = false;
    try {
      tail.writeInt(0).writeShort(kind);
      writer.writeTo(tail);
      int length = tail.writerIndex() - start - MESSAGE_HEADER_BYTES;
      checkSize(length);
      tail.setInt(start, length);
      messageBytes += MESSAGE_HEADER_BYTES + length;
      added = true;
    } finally {
      if (!added) {
        tail.writerIndex(start);
      }
    }
  }

  static void checkSize(int payloadBytes) {
    if (payloadBytes > PeerTransport.MESSAGE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a message has at most "
              + PeerTransport.MESSAGE_BYTES_MAX
              + " bytes, not "
              + payloadBytes);
    }
  }

  /** Seals the frame and writes it to a channel, which takes over the buffers. No flush. */
  void writeTo(Channel channel, FrameSeal seal, ChannelPromise whenWritten) {
    parts.getFirst().setInt(0, messageBytes);
    seal.seal(messageBytes, parts, FRAME_HEADER_BYTES, tail);
    for (int i = 0; i < parts.size() - 1; i++) {
      channel.write(parts.get(i), channel.voidPromise());
    }
    channel.write(tail, whenWritten);
  }

  void release() {
    parts.forEach(ByteBuf::release);
  }
}
