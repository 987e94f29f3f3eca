package io.starling.storage.mapfile;

import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;

/**
 * Where things lie in the file of a map, as its head says. Offsets within a slice are from its
 * beginning, where its hash table is.
 *
 * @param slices a power of two
 * @param headersOffset of the headers of all slices in the file
 * @param headerLength from one header to the next
 * @param sliceLength from one slice to the next
 * @param slotLength 4 or 8 bytes: the low bits are part of a key's hash, the rest its first chunk
 * @param slotKeyBits how many low bits
 * @param slots a power of two
 * @param entriesMax that a slice takes
 * @param countersOffset of {@link #COUNTERS_LENGTH} bytes that are zero while there is one tier
 * @param freeListOffset of a bit for each chunk, set if it is taken
 * @param freeListLength in bytes, a multiple of eight
 * @param entriesOffset of the first chunk
 * @param chunks that a slice has
 * @param chunkLength in bytes
 */
record MapGeometry(
    int slices,
    long headersOffset,
    int headerLength,
    long sliceLength,
    int slotLength,
    int slotKeyBits,
    int slots,
    int entriesMax,
    int countersOffset,
    int freeListOffset,
    int freeListLength,
    int entriesOffset,
    int chunks,
    int chunkLength) {
  private static final Memory MEMORY = OS.memory();

  static final int COUNTERS_LENGTH = (int) VanillaChronicleHash.TIER_COUNTERS_AREA_SIZE;

  static MapGeometry of(VanillaChronicleHash<?, ?, ?, ?> map) {
    int headerLength =
        map.actualSegments == 1
            ? Math.toIntExact(map.dataStoreSize() - map.segmentHeadersOffset - map.tierSize)
            : Math.toIntExact(map.segmentHeaderAddress(1) - map.segmentHeaderAddress(0));
    int counters = Math.toIntExact(map.tierHashLookupOuterSize);
    int freeList = counters + COUNTERS_LENGTH;
    long entries = freeList + map.tierFreeListOuterSize + map.tierEntrySpaceInnerOffset;
    return new MapGeometry(
        map.actualSegments,
        map.segmentHeadersOffset,
        headerLength,
        map.tierSize,
        map.tierHashLookupSlotSize,
        map.tierHashLookupKeyBits,
        Math.toIntExact(map.tierHashLookupCapacity),
        Math.toIntExact(map.maxEntriesPerHashLookup),
        counters,
        freeList,
        Math.toIntExact(map.tierFreeListInnerSize),
        Math.toIntExact(entries),
        Math.toIntExact(map.actualChunksPerSegmentTier),
        Math.toIntExact(map.chunkSize));
  }

  long sliceOffset(int slice) {
    return headersOffset + (long) slices * headerLength + slice * sliceLength;
  }

  /** The slice of a key. */
  long sliceOf(long keyHash) {
    return keyHash & (slices - 1);
  }

  /** What a slot holds; 0 if nothing. */
  long slotAt(long sliceAddress, int slot) {
    return slotLength == Integer.BYTES
        ? Integer.toUnsignedLong(MEMORY.readInt(sliceAddress + (long) slot * Integer.BYTES))
        : MEMORY.readLong(sliceAddress + (long) slot * Long.BYTES);
  }

  void setSlot(long sliceAddress, int slot, long value) {
    if (slotLength == Integer.BYTES) {
      MEMORY.writeInt(sliceAddress + (long) slot * Integer.BYTES, (int) value);
    } else {
      MEMORY.writeLong(sliceAddress + (long) slot * Long.BYTES, value);
    }
  }

  int chunkOffset(int chunk) {
    return entriesOffset + chunk * chunkLength;
  }

  int chunksOf(long length) {
    return Math.toIntExact((length + chunkLength - 1) / chunkLength);
  }

  /** What a slot holds of the hash of a key: never zero. */
  long slotKey(long keyHash) {
    long mask = (1L << slotKeyBits) - 1;
    long key = (keyHash >>> Integer.numberOfTrailingZeros(slices)) & mask;
    return key == 0 ? mask : key;
  }

  /** The slot at which a search begins. */
  int firstSlot(long slotKey) {
    return (int) slotKey & (slots - 1);
  }

  int nextSlot(int slot) {
    return (slot + 1) & (slots - 1);
  }

  /** The part of a key's hash that a slot holds. */
  long keyOf(long slotValue) {
    return slotValue & ((1L << slotKeyBits) - 1);
  }

  /** The chunk at which the entry of a slot begins. */
  int chunkOf(long slotValue) {
    return (int) (slotValue >>> slotKeyBits);
  }
}
