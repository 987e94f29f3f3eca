package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;

/** Encodes entries as {@link RecordLayout} says. One object serves all calls of its owner. */
final class RecordWriter {
  private static final byte[] NONE = new byte[0];

  private final byte[] head = new byte[RecordLayout.HEAD_LENGTH_MAX];
  private final RecordChecksum checksum = new RecordChecksum();
  private final HeapBytes record = new HeapBytes();

  /** A record with the value in it. Valid until the next call. */
  HeapBytes withValue(Key key, Entry entry) {
    int length = writeHeader(entry.header(), 0);
    return sealed(key, length, entry.value());
  }

  /** A record that names the parts of its value. Valid until the next call. */
  HeapBytes withParts(Key key, EntryHeader header, long partsId) {
    int length = writeHeader(header, RecordLayout.IN_PARTS);
    RecordLayout.putInt(head, length, header.valueLength());
    RecordLayout.putLong(head, length + Integer.BYTES, partsId);
    return sealed(key, length + Integer.BYTES + Long.BYTES, NONE);
  }

  private int writeHeader(EntryHeader header, int placeFlags) {
    int flags = header.flags() | placeFlags | (header.expires() ? RecordLayout.EXPIRES : 0);
    RecordLayout.checkRepresentable(header);
    head[RecordLayout.FLAGS] = (byte) flags;
    RecordLayout.putInt(head, RecordLayout.EPOCH, (int) header.version().epoch());
    RecordLayout.putLong(head, RecordLayout.SEQUENCE, header.version().sequence());
    RecordLayout.putLong(head, RecordLayout.VALUE_HASH, header.valueHash());
    if (!header.expires()) {
      return RecordLayout.FIXED_LENGTH;
    }
    RecordLayout.putLong(head, RecordLayout.FIXED_LENGTH, header.expireAtMillis());
    return RecordLayout.FIXED_LENGTH + Long.BYTES;
  }

  private HeapBytes sealed(Key key, int headLength, byte[] value) {
    RecordLayout.putInt(head, RecordLayout.CHECKSUM, checksum.of(key.bytes(), head, headLength));
    return record.set(head, headLength, value, 0, value.length);
  }
}
