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
   * Takes chunks in a row for one more entry, from the first that is free.
   *
   * @return the first of them; {@link #NONE} if that is not so much room, or the slice has as many
   *     entries as it takes
   */
  int take(long slice, int chunks) {
    long header = base + geometry.headersOffset() + slice * geometry.headerLength();
    int entries = MEMORY.readInt(header + SliceIndex.ENTRIES);
    int first = MEMORY.readInt(header + SliceIndex.LOWEST_FREE);
    boolean fits =
        entries < geometry.entriesMax() && first >= 0 && first <= geometry.chunks() - chunks;
    long bits = base + geometry.sliceOffset(0) + slice * geometry.sliceLength();
    bits += geometry.freeListOffset();
    if (!fits || !isFree(bits, first, first + chunks)) {
      return NONE;
    }
    mark(bits, first, first + chunks);
    MEMORY.writeInt(header + SliceIndex.LOWEST_FREE, first + chunks);
    MEMORY.writeInt(header + SliceIndex.ENTRIES, entries + 1);
    return first;
  }

  private static boolean isFree(long bits, int from, int to) {
    for (int word = from >>> 6; word << 6 < to; word++) {
      if ((MEMORY.readLong(bits + (long) word * Long.BYTES) & mask(word, from, to)) != 0) {
        return false;
      }
    }
    return true;
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
