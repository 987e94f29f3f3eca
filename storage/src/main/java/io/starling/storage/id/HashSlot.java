package io.starling.storage.id;

/**
 * Redis Cluster's division of the keyspace: a key belongs to slot {@code CRC16(key) mod 16384}, or
 * to that of its hash tag, the first non-empty text between the first '{' and the next '}' (Redis
 * Cluster specification, "Hash tags"). The CRC is CRC-16/XMODEM.
 */
public final class HashSlot {
  /** Number of slots in every cluster. */
  public static final int COUNT = 16_384;

  private static final short[] CRC16 = crcTable();

  private HashSlot() {}

  /** The slot of a key, 0 to 16383. */
  public static int of(byte[] key) {
    int open = indexOf(key, '{', 0);
    if (open >= 0) {
      int close = indexOf(key, '}', open + 1);
      if (close > open + 1) {
        return crc(key, open + 1, close) & (COUNT - 1);
      }
    }
    return crc(key, 0, key.length) & (COUNT - 1);
  }

  private static int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int crc(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = (crc << 8) ^ CRC16[((crc >>> 8) ^ bytes[i]) & 0xff];
    }
    return crc & 0xffff;
  }

  private static short[] crcTable() {
    short[] table = new short[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
      }
      table[i] = (short) crc;
    }
    return table;
  }
}
