package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/** Computes the MACs of one connection, frame after frame. One thread. */
final class FrameSeal {
  /** Bytes of a MAC in a frame: HMAC-SHA256, truncated. */
  static final int MAC_BYTES = 16;

  private final Mac mac;
  private final byte[] computed;
  private final byte[] truncated = new byte[MAC_BYTES];
  private final byte[] received = new byte[MAC_BYTES];
  private final byte[] prefix = new byte[Long.BYTES + Integer.BYTES];
  private final ByteBuffer prefixFields = ByteBuffer.wrap(prefix);
  private long sequence;

  FrameSeal(Mac mac) {
    this.mac = mac;
    this.computed = new byte[mac.getMacLength()];
  }

  /**
   * Appends the MAC of the next frame.
   *
   * @param length bytes of its messages
   * @param parts its messages, the first part preceded by {@code skip} bytes that are not covered
   */
  void seal(int length, List<ByteBuf> parts, int skip, ByteBuf out) {
    begin(length);
    int skipped = skip;
    for (ByteBuf part : parts) {
      update(part, part.readerIndex() + skipped, part.readableBytes() - skipped);
      skipped = 0;
    }
    finish();
    out.writeBytes(truncated);
  }

  /**
   * Whether the next frame, {@code length} bytes of messages and the MAC behind them, is authentic.
   */
  boolean check(ByteBuf frame, int length) {
    begin(length);
    update(frame, frame.readerIndex(), length);
    finish();
    frame.getBytes(frame.readerIndex() + length, received);
    return MessageDigest.isEqual(truncated, received);
  }

  private void begin(int length) {
    prefixFields.putLong(0, sequence++).putInt(Long.BYTES, length);
    mac.update(prefix);
  }

  private void update(ByteBuf bytes, int from, int length) {
    if (bytes.hasArray()) {
      mac.update(bytes.array(), bytes.arrayOffset() + from, length);
    } else {
      for (ByteBuffer buffer : bytes.nioBuffers(from, length)) {
        mac.update(buffer);
      }
    }
  }

  private void finish() {
    try {
      mac.doFinal(computed, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("the buffer has the length the MAC asked for", e);
    }
    System.arraycopy(computed, 0, truncated, 0, MAC_BYTES);
  }
}
