package io.starling.storage.entry;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;

/**
 * What a key maps to: a value or a tombstone, at a version.
 *
 * @param header everything but the value
 * @param value the bytes, never written to after construction; empty for a tombstone
 */
public record Entry(EntryHeader header, byte[] value) {
  /** Longest value that is stored, in bytes. */
  public static final int VALUE_LENGTH_MAX = 8 * 1024 * 1024;

  private static final byte[] EMPTY = new byte[0];
  private static final long EMPTY_HASH = hashValue(EMPTY);

  public Entry {
    if (header.valueLength() != value.length) {
      throw new IllegalArgumentException(
          "the header says " + header.valueLength() + " bytes, the value has " + value.length);
    }
  }

  /** A value with a deadline ({@link EntryHeader#NEVER} for none) and flags. */
  public static Entry of(Version version, long expireAtMillis, int flags, byte[] value) {
    return new Entry(
        new EntryHeader(version, expireAtMillis, flags, value.length, hashValue(value)), value);
  }

  /** The mark of a removal; {@code flags} may add {@link EntryHeader#BATCH}. */
  public static Entry tombstone(Version version, int flags) {
    int marked = flags | EntryHeader.TOMBSTONE;
    return new Entry(new EntryHeader(version, EntryHeader.NEVER, marked, 0, EMPTY_HASH), EMPTY);
  }

  /** XXH3-64 of a value: its checksum on disk and on the wire, and its part in the Merkle tree. */
  public static long hashValue(byte[] value) {
    return Hashing.xxh3_64().hashBytesToLong(value);
  }

  public Version version() {
    return header.version();
  }

  public boolean isTombstone() {
    return header.isTombstone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry
        && header.equals(entry.header)
        && Arrays.equals(value, entry.value);
  }

  @Override
  public int hashCode() {
    return header.hashCode();
  }
}
