package io.starling.storage.mapfile;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a slice without its index: from chunk to chunk, as lengths and checksums
 * lead. Nothing outside of the slice is read, whatever the bytes are.
 */
final class EntryWalk {
  static final int STOP_BIT_BYTES_MAX = 4;

  private final MapGeometry geometry;
  private final EntryJudge judge;
  private final ByteBuffer slice;

  private int keyOffset;
  private int keyLength;
  private int valueOffset;
  private int valueLength;

  EntryWalk(MapGeometry geometry, EntryJudge judge, ByteBuffer slice) {
    this.geometry = geometry;
    this.judge = judge;
    this.slice = slice;
  }

  /** Goes through the whole slice. */
  void into(FoundEntries found) {
    boolean inTorn = false;
    for (int chunk = 0; chunk < geometry.chunks(); ) {
      byte @Nullable [] key = locate(chunk) ? key() : null;
      if (key != null && judge.accept(key, value())) {
        int taken = geometry.chunksOf(valueOffset + valueLength - geometry.chunkOffset(chunk));
        found.add(chunk, taken, Hashing.xxh64().hashBytesToLong(key));
        inTorn = false;
        chunk += taken;
      } else {
        boolean torn = !isZero(chunk);
        if (torn && !inTorn) {
          found.addTorn();
        }
        inTorn = torn;
        chunk++;
      }
    }
  }

  /** Makes the chunks that no entry takes zeros again. */
  void zeroFree(FoundEntries found) {
    int chunk = 0;
    for (int i = 0; i < found.count(); i++) {
      zero(chunk, found.chunk(i));
      chunk = found.chunk(i) + found.taken(i);
    }
    zero(chunk, geometry.chunks());
  }

  private void zero(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      if (!isZero(chunk)) {
        for (int i = 0; i < geometry.chunkLength(); i += Long.BYTES) {
          slice.putLong(geometry.chunkOffset(chunk) + i, 0);
        }
      }
    }
  }

  private boolean isZero(int chunk) {
    int offset = geometry.chunkOffset(chunk);
    for (int i = 0; i < geometry.chunkLength(); i += Long.BYTES) {
      if (slice.getLong(offset + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads the lengths of what begins at a chunk. False if no entry can begin so. */
  private boolean locate(int chunk) {
    int start = geometry.chunkOffset(chunk);
    keyLength = lengthAt(start);
    keyOffset = start + stopBitLength(keyLength);
    if (keyLength < 0 || (long) keyOffset + keyLength >= limit()) {
      return false;
    }
    valueLength = lengthAt(keyOffset + keyLength);
    valueOffset = keyOffset + keyLength + stopBitLength(valueLength);
    return valueLength >= 0
        && (long) valueOffset + valueLength <= limit()
        && judge.isPlausible(keyLength, valueLength);
  }

  /** Tells the judge that the entry at a chunk is not in the map. */
  void discard(int chunk) {
    if (locate(chunk)) {
      judge.discard(key(), value());
    }
  }

  private byte[] key() {
    return bytes(keyOffset, keyLength);
  }

  private byte[] value() {
    return bytes(valueOffset, valueLength);
  }

  /** Whether the entries that begin at two chunks have the same key. */
  boolean haveSameKey(int chunk, int other) {
    byte @Nullable [] key = locate(chunk) ? key() : null;
    return locate(other) && Arrays.equals(key, key());
  }

  private int limit() {
    return geometry.chunkOffset(geometry.chunks());
  }

  private byte[] bytes(int offset, int length) {
    byte[] bytes = new byte[length];
    slice.get(offset, bytes);
    return bytes;
  }

  /** A length, seven bits a byte, the lowest first, as it is shortest; -1 if there is none. */
  private int lengthAt(int offset) {
    int length = 0;
    for (int i = 0; i < STOP_BIT_BYTES_MAX && offset + i < limit(); i++) {
      int bits = slice.get(offset + i);
      length |= (bits & 0x7f) << (7 * i);
      if (bits >= 0) {
        return stopBitLength(length) == i + 1 ? length : -1;
      }
    }
    return -1;
  }

  /** Bytes of a length, seven bits a byte. */
  static int stopBitLength(int length) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 6) / 7);
  }
}
