package io.starling.storage.entry;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A key: 0 to 65,536 bytes of anything, ordered as unsigned bytes. */
public final class Key implements Comparable<Key> {
  /** Longest key that is stored, in bytes. */
  public static final int LENGTH_MAX = 64 * 1024;

  private final byte[] bytes;
  private final long placementHash;

  private Key(byte[] bytes) {
    this.bytes = bytes;
    this.placementHash = Hashing.xxh64().hashBytesToLong(bytes);
  }

  /** Takes over {@code bytes}, which nobody may write to from then on. */
  public static Key of(byte[] bytes) {
    return new Key(bytes);
  }

  /** The UTF-8 bytes of a text. */
  public static Key of(String text) {
    return new Key(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, not a copy: read only. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  /**
   * XXH64 with seed 0 of the bytes. Chronicle Map places its entries by the low bits of the same
   * hash, which is why Merkle leaves and scan cursors are cut by it too: the entries of a leaf then
   * lie together in one slice of a {@link io.starling.storage.segment.SegmentStore}.
   */
  public long placementHash() {
    return placementHash;
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key
        && placementHash == key.placementHash
        && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(placementHash);
  }

  /** For people: the bytes as Latin-1 text, cut after 64. */
  @Override
  public String toString() {
    int shown = Math.min(bytes.length, 64);
    String text = new String(bytes, 0, shown, StandardCharsets.ISO_8859_1);
    return shown < bytes.length ? text + "..." : text;
  }
}
