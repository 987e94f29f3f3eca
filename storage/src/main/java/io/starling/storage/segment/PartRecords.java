package io.starling.storage.segment;

import io.starling.storage.mapfile.EntryJudge;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * How a part of a large value lies in a table: CRC32C of its key and of itself, then itself. Judges
 * the parts of a store while their file is read.
 */
final class PartRecords implements EntryJudge {
  static final int KEY_LENGTH = Long.BYTES + Integer.BYTES;
  static final int CHECKSUM_LENGTH = Integer.BYTES;

  /** With key, lengths and checksum a full part takes 32 KiB exactly. */
  static final int PART_LENGTH = 32 * 1024 - 20;

  private final CRC32C crc = new CRC32C();
  private final TreeMap<Long, Integer> found = new TreeMap<>();

  /** The checksum of a part that lies at an offset. */
  int checksum(byte[] key, byte[] value, int offset, int length) {
    crc.reset();
    crc.update(key, 0, KEY_LENGTH);
    crc.update(value, offset, length);
    return (int) crc.getValue();
  }

  @Override
  public boolean isPlausible(int keyLength, int valueLength) {
    return keyLength == KEY_LENGTH
        && valueLength > CHECKSUM_LENGTH
        && valueLength <= CHECKSUM_LENGTH + PART_LENGTH;
  }

  @Override
  public boolean accept(byte[] key, byte[] value) {
    int length = value.length - CHECKSUM_LENGTH;
    if (RecordLayout.getInt(value, 0) != checksum(key, value, CHECKSUM_LENGTH, length)) {
      return false;
    }
    found.merge(RecordLayout.getLong(key, 0), 1, Integer::sum);
    return true;
  }

  /** Whether all parts of a value are there. */
  boolean hasAll(long id, int valueLength) {
    return found.getOrDefault(id, 0) == (valueLength + PART_LENGTH - 1) / PART_LENGTH;
  }

  @Override
  public void discard(byte[] key, byte[] value) {
    found.merge(RecordLayout.getLong(key, 0), -1, Integer::sum);
  }
}
