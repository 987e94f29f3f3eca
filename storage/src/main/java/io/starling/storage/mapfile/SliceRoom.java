package io.starling.storage.mapfile;

import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/**
 * The free chunks of the slices of a map, and the counters of its entries, as {@link SliceIndex}
 * describes them.
 */
final class SliceRoom {
  /** No chunk. */
  static final int NONE = -1;

  /** Room further behind the first free chunk is left for Chronicle Map to find. */
  private static final int SEARCH_CHUNKS_MAX = 4096;

  private static final Memory MEMORY = OS.memory();

  private final MapGeometry geometry;
  private final long base;

  /**
   * @param base address of the map's first byte
   */
  SliceRoom(MapGeometry geometry, long base) {
    this.geometry = geometry;
    this.base = base;
  }

  /**
   * Takes chunks in a row for one more entry, the first that are free.
   *
   * @return the first of them; {@link #NONE} if none were found soon, or the slice has as many
   *     entries as it takes
   */
  int take(long slice, int chunks) {
    long header = base + geometry.headersOffset() + slice * geometry.headerLength();
    int entries = MEMORY.readInt(header + SliceIndex.ENTRIES);
    int lowest = MEMORY.readInt(header + SliceIndex.LOWEST_FREE);
    long bits = base + geometry.sliceOffset(0) + slice * geometry.sliceLength();
    bits += geometry.freeListOffset();
    int first = entries < geometry.entriesMax() ? find(bits, lowest, chunks) : NONE;
    if (first == NONE) {
      return NONE;
    }
    mark(bits, first, first + chunks);
    if (first == lowest) {
      MEMORY.writeInt(header + SliceIndex.LOWEST_FREE, first + chunks);
    }
    MEMORY.writeInt(header + SliceIndex.ENTRIES, entries + 1);
    return first;
  }

  private int find(long bits, int lowest, int chunks) {
    int last = Math.min(geometry.chunks() - chunks, lowest + SEARCH_CHUNKS_MAX);
    int first = lowest < 0 ? geometry.chunks() : lowest;
    while (first <= last) {
      int taken = lastTaken(bits, first, first + chunks);
      if (taken == NONE) {
        return first;
      }
      first = taken + 1;
    }
    return NONE;
  }

  /** The last chunk of a range that is taken. */
  private static int lastTaken(long bits, int from, int to) {
    for (int word = (to - 1) >>> 6; word >= from >>> 6; word--) {
      long taken = MEMORY.readLong(bits + (long) word * Long.BYTES) & mask(word, from, to);
      if (taken != 0) {
        return (word << 6) + Long.SIZE - 1 - Long.numberOfLeadingZeros(taken);
      }
    }
    return NONE;
  }

  private static void mark(long bits, int from, int to) {
    for (int word = from >>> 6; word << 6 < to; word++) {
      long at = bits + (long) word * Long.BYTES;
      MEMORY.writeLong(at, MEMORY.readLong(at) | mask(word, from, to));
    }
  }

  /** The bits of a word that stand for chunks of a range. */
  private static long mask(int word, int from, int to) {
    int first = word << 6;
    long fromFirst = first >= from ? -1L : -1L << (from - first);
    long untilLast = to - first >= Long.SIZE ? -1L : (1L << (to - first)) - 1;
    return fromFirst & untilLast;
  }
}
