package io.starling.storage.journal;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a file: its length, its checksum, itself, and zeros up to a multiple of
 * eight.
 *
 * <p>The checksum is mixed with the position, so that what an earlier use of a recycled file left
 * behind is never taken for a record. Payload first, length last: a process that dies in between
 * leaves no record.
 */
final class Frame {
  static final int HEAD_LENGTH = 2 * Integer.BYTES;

  private static final int ALIGNMENT = 8;
  private static final int CHECKSUM = Integer.BYTES;

  private Frame() {}

  /** Bytes that a payload takes in a file. */
  static long length(long payloadLength) {
    return HEAD_LENGTH + (payloadLength + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * Makes the payload that was written behind the place of the head a record.
   *
   * @param position of the frame in the journal
   */
  static void seal(ByteBuffer file, int offset, int payloadLength, long position, CRC32C crc) {
    file.putInt(offset + CHECKSUM, checksum(file, offset, payloadLength, position, crc));
    VarHandle.releaseFence();
    file.putInt(offset, payloadLength);
  }

  /** Length of the payload of the record at an offset, or -1 if there is no whole record. */
  static int payloadLength(ByteBuffer file, int offset, int limit, long position, CRC32C crc) {
    if (offset + HEAD_LENGTH > limit) {
      return -1;
    }
    int length = file.getInt(offset);
    boolean plausible = length > 0 && length <= limit - offset - HEAD_LENGTH;
    if (!plausible
        || file.getInt(offset + CHECKSUM) != checksum(file, offset, length, position, crc)) {
      return -1;
    }
    return length;
  }

  private static int checksum(
      ByteBuffer file, int offset, int payloadLength, long position, CRC32C crc) {
    crc.reset();
    file.limit(offset + HEAD_LENGTH + payloadLength).position(offset + HEAD_LENGTH);
    crc.update(file);
    file.limit(file.capacity());
    return (int) crc.getValue() ^ mixed(position ^ ((long) payloadLength << 40));
  }

  /** The finalizer of MurmurHash3: every bit of the position counts. */
  private static int mixed(long position) {
    long x = (position ^ (position >>> 33)) * 0xff51afd7ed558ccdL;
    x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) (x ^ (x >>> 33));
  }
}
