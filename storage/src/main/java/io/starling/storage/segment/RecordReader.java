package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Version;
import io.starling.storage.mapfile.StoredValue;
import java.util.Arrays;

/**
 * Reads what {@link RecordWriter} wrote. One object serves all calls of its owner: it holds what
 * the last {@link #read} found.
 */
final class RecordReader {
  private final byte[] head = new byte[RecordLayout.HEAD_LENGTH_MAX];
  private final RecordChecksum checksum = new RecordChecksum();
  private int headLength;
  private int valueLength;
  private boolean intact;

  /**
   * Reads the head of a record where it lies; nothing of the value. The key is part of the
   * checksum.
   */
  void read(byte[] key, StoredValue found) {
    found.read(0, head, 0, Math.min(found.valueLength(), head.length));
    decode(key, found.valueLength());
  }

  /** The same of a record that is on the heap. */
  void read(byte[] key, byte[] stored) {
    System.arraycopy(stored, 0, head, 0, Math.min(stored.length, head.length));
    decode(key, stored.length);
  }

  private void decode(byte[] key, long size) {
    intact = false;
    headLength = 0;
    valueLength = 0;
    if (size < RecordLayout.FIXED_LENGTH) {
      return;
    }
    int wanted = RecordLayout.headLength(head[RecordLayout.FLAGS]);
    if (size < wanted) {
      return;
    }
    headLength = wanted;
    valueLength =
        inParts() ? RecordLayout.getInt(head, partsOffset()) : Math.toIntExact(size) - wanted;
    intact =
        valueLength >= 0
            && valueLength <= Entry.VALUE_LENGTH_MAX
            && RecordLayout.getInt(head, RecordLayout.CHECKSUM) == checksum.of(key, head, wanted);
    if (!intact) {
      // A length that is damaged would be counted when the record is forgotten.
      valueLength = Math.toIntExact(size) - wanted;
    }
  }

  /**
   * Whether key and header match their checksum. If not, only {@link #valueLength} may be asked: it
   * is then what lies in the record.
   */
  boolean intact() {
    return intact;
  }

  /** Whether the value lies in parts elsewhere. */
  boolean inParts() {
    return (head[RecordLayout.FLAGS] & RecordLayout.IN_PARTS) != 0;
  }

  long partsId() {
    return RecordLayout.getLong(head, partsOffset() + Integer.BYTES);
  }

  int valueLength() {
    return valueLength;
  }

  EntryHeader header() {
    int flags = head[RecordLayout.FLAGS];
    Version version =
        new Version(
            Integer.toUnsignedLong(RecordLayout.getInt(head, RecordLayout.EPOCH)),
            RecordLayout.getLong(head, RecordLayout.SEQUENCE));
    long expireAtMillis =
        (flags & RecordLayout.EXPIRES) != 0
            ? RecordLayout.getLong(head, RecordLayout.FIXED_LENGTH)
            : EntryHeader.NEVER;
    return new EntryHeader(
        version,
        expireAtMillis,
        flags & RecordLayout.ENTRY_FLAGS,
        valueLength,
        RecordLayout.getLong(head, RecordLayout.VALUE_HASH));
  }

  /** The value of an intact record that is not in parts, and on the heap. */
  byte[] inlineValue(byte[] stored) {
    return Arrays.copyOfRange(stored, headLength, headLength + valueLength);
  }

  /** The same of one that was read where it lies. */
  byte[] inlineValue(StoredValue found) {
    byte[] value = new byte[valueLength];
    found.read(headLength, value, 0, valueLength);
    return value;
  }

  private int partsOffset() {
    return (head[RecordLayout.FLAGS] & RecordLayout.EXPIRES) != 0
        ? RecordLayout.FIXED_LENGTH + Long.BYTES
        : RecordLayout.FIXED_LENGTH;
  }
}
