package io.starling.storage.mapfile;

import java.nio.ByteBuffer;

/**
 * The index of a slice: hash table and list of free chunks, in the slice; lock and counters, in its
 * header.
 *
 * <pre>
 * header  0  lock, 8 bytes; zero if nobody holds it
 *         8  number of entries, 4 bytes
 *        12  the chunk at which a search for free ones begins, 4 bytes; it may pass over small gaps
 *        16  next tier, 8 bytes, and deleted entries, 4 bytes: always zero here
 * </pre>
 */
final class SliceIndex {
  static final int ENTRIES = 8;
  static final int LOWEST_FREE = 12;
  private static final int HEADER_LENGTH = 28;

  private final MapGeometry geometry;
  private final ByteBuffer header;
  private final ByteBuffer slice;

  SliceIndex(MapGeometry geometry, ByteBuffer header, ByteBuffer slice) {
    this.geometry = geometry;
    this.header = header;
    this.slice = slice;
  }

  /** How many entries there should be, as far as this is still readable. */
  long entriesClaimed() {
    long counted = Integer.toUnsignedLong(header.getInt(ENTRIES));
    return Math.max(slotsTaken(), counted <= geometry.entriesMax() ? counted : 0);
  }

  private int slotsTaken() {
    int taken = 0;
    for (int slot = 0; slot < geometry.slots(); slot++) {
      taken += slotAt(slot) == 0 ? 0 : 1;
    }
    return taken;
  }

  /** Whether this says what the entries say, and nothing else. */
  boolean isRightFor(FoundEntries found) {
    boolean right = isHeaderRightFor(found) && slotsTaken() == found.count();
    for (int i = 0; i < found.count() && right; i++) {
      right = leadsTo(found.chunk(i), geometry.slotKey(found.keyHash(i)));
    }
    return right && isFreeListRightFor(found);
  }

  private boolean isHeaderRightFor(FoundEntries found) {
    boolean zero = header.getLong(0) == 0;
    for (int i = LOWEST_FREE + Integer.BYTES; i < HEADER_LENGTH; i++) {
      zero &= header.get(i) == 0;
    }
    for (int i = 0; i < MapGeometry.COUNTERS_LENGTH; i++) {
      zero &= slice.get(geometry.countersOffset() + i) == 0;
    }
    return zero && header.getInt(ENTRIES) == found.count();
  }

  private boolean leadsTo(int chunk, long slotKey) {
    long wanted = slotKey | (long) chunk << geometry.slotKeyBits();
    int slot = geometry.firstSlot(slotKey);
    for (int i = 0; i < geometry.slots(); i++) {
      long at = slotAt(slot);
      if (at == wanted || at == 0) {
        return at == wanted;
      }
      slot = geometry.nextSlot(slot);
    }
    return false;
  }

  private boolean isFreeListRightFor(FoundEntries found) {
    long[] bits = found.takenBits(geometry.freeListLength() / Long.BYTES);
    int startsAt = header.getInt(LOWEST_FREE);
    boolean right = startsAt >= 0 && startsAt <= geometry.chunks();
    for (int i = 0; i < bits.length && right; i++) {
      right = bits[i] == slice.getLong(geometry.freeListOffset() + i * Long.BYTES);
    }
    return right;
  }

  private int lowestFree(long[] bits) {
    for (int i = 0; i < bits.length; i++) {
      if (bits[i] != -1) {
        return Math.min(i * Long.SIZE + Long.numberOfTrailingZeros(~bits[i]), geometry.chunks());
      }
    }
    return geometry.chunks();
  }

  /** Makes this say what the entries say; of entries with one key the first is kept. */
  void write(FoundEntries found, EntryWalk walk) {
    for (int i = 0; i < geometry.slots() * geometry.slotLength(); i += Integer.BYTES) {
      slice.putInt(i, 0);
    }
    for (int i = 0; i < found.count(); ) {
      if (i < geometry.entriesMax() && isPlaced(found.chunk(i), found.keyHash(i), walk)) {
        i++;
      } else {
        walk.discard(found.chunk(i));
        found.remove(i);
      }
    }
    walk.zeroFree(found);
    long[] bits = found.takenBits(geometry.freeListLength() / Long.BYTES);
    for (int i = 0; i < bits.length; i++) {
      slice.putLong(geometry.freeListOffset() + i * Long.BYTES, bits[i]);
    }
    for (int i = 0; i < MapGeometry.COUNTERS_LENGTH; i++) {
      slice.put(geometry.countersOffset() + i, (byte) 0);
    }
    for (int i = 0; i < HEADER_LENGTH; i++) {
      header.put(i, (byte) 0);
    }
    header.putInt(ENTRIES, found.count()).putInt(LOWEST_FREE, lowestFree(bits));
  }

  /** Gives an entry a slot. False if one with its key has one. */
  private boolean isPlaced(int chunk, long keyHash, EntryWalk walk) {
    long slotKey = geometry.slotKey(keyHash);
    int slot = geometry.firstSlot(slotKey);
    for (long at = slotAt(slot); at != 0; at = slotAt(slot)) {
      if (geometry.keyOf(at) == slotKey && walk.haveSameKey(geometry.chunkOf(at), chunk)) {
        return false;
      }
      slot = geometry.nextSlot(slot);
    }
    long value = slotKey | (long) chunk << geometry.slotKeyBits();
    if (geometry.slotLength() == Integer.BYTES) {
      slice.putInt(slot * Integer.BYTES, (int) value);
    } else {
      slice.putLong(slot * Long.BYTES, value);
    }
    return true;
  }

  private long slotAt(int slot) {
    return geometry.slotLength() == Integer.BYTES
        ? Integer.toUnsignedLong(slice.getInt(slot * Integer.BYTES))
        : slice.getLong(slot * Long.BYTES);
  }
}
