package io.starling.storage.segment;

import io.starling.storage.entry.EntryHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How an entry lies in a table, little-endian:
 *
 * <pre>
 * offset  0  checksum    4 bytes, CRC32C of the key and all of the head behind the checksum
 *         4  flags       1 byte: those of the entry, {@link #EXPIRES}, {@link #IN_PARTS}
 *         5  epoch       4 bytes, unsigned
 *         9  sequence    8 bytes
 *        17  value hash  8 bytes
 *        25  deadline    8 bytes, if the entry expires
 *            then either the value, or its length in 4 bytes and the id of its parts in 8
 * </pre>
 *
 * The value is covered by its hash.
 */
final class RecordLayout {
  static final int CHECKSUM = 0;
  static final int FLAGS = 4;
  static final int EPOCH = 5;
  static final int SEQUENCE = 9;
  static final int VALUE_HASH = 17;
  static final int FIXED_LENGTH = 25;
  static final int HEAD_LENGTH_MAX = FIXED_LENGTH + 3 * Long.BYTES;

  static final int EXPIRES = 1 << 6;
  static final int IN_PARTS = 1 << 7;
  static final int ENTRY_FLAGS = EXPIRES - 1;

  private static final long EPOCH_MAX = 0xffff_ffffL;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private RecordLayout() {}

  static int headLength(byte flags) {
    return FIXED_LENGTH
        + ((flags & EXPIRES) != 0 ? Long.BYTES : 0)
        + ((flags & IN_PARTS) != 0 ? Integer.BYTES + Long.BYTES : 0);
  }

  static void checkRepresentable(EntryHeader header) {
    if ((header.flags() & ~ENTRY_FLAGS) != 0) {
      throw new IllegalArgumentException("no room for the flags " + header.flags());
    }
    if (header.version().epoch() < 0 || header.version().epoch() > EPOCH_MAX) {
      throw new IllegalArgumentException("no room for the epoch of " + header.version());
    }
  }

  static int getInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static void putInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }
}
