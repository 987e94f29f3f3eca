package io.starling.storage.segment;

/**
 * The dimensions of a Chronicle map. They are fixed when its file is made; a table grows by moving
 * into a larger one.
 *
 * <p>A slice, which Chronicle Map calls a segment, finds room by first fit: one of a few thousand
 * entries keeps that fast (a million in one costs 145 microseconds a write), and a thousand keep
 * what each slice costs by itself small.
 *
 * @param chunkSize bytes of the unit of allocation
 * @param slices a power of two
 * @param entriesPerSlice planned; somewhat more fit
 * @param chunksPerSlice that hold keys, values and what Chronicle Map adds
 */
record TableShape(int chunkSize, int slices, int entriesPerSlice, int chunksPerSlice) {
  /**
   * For keys and values of common size: 512 entries of 150 bytes. Small, for most may stay empty.
   */
  static final TableShape ENTRIES = new TableShape(8, 1, 512, 512 * 19);

  /** For parts of large values, each a little under 32 KiB: 32 of them, one megabyte. */
  static final TableShape PARTS = new TableShape(2048, 1, 64, 32 * 16);

  private static final int ENTRIES_PER_SLICE_MAX = 3072;
  private static final int HEADER_BYTES = 20 * 1024;

  /** What others say of what is to come is believed so far. */
  private static final long EXPECTED_ENTRIES_MAX = 1L << 30;

  private static final long EXPECTED_BYTES_MAX = 1L << 40;
  private static final long CHUNKS_PER_SLICE_MAX = 1L << 26;

  /**
   * The shape for a store that is to hold so much: with a quarter more, as slices do not fill
   * evenly.
   */
  static TableShape holding(StoreExtent expected) {
    long entries = Math.min(expected.entries(), EXPECTED_ENTRIES_MAX) * 5 / 4;
    long chunks = Math.min(expected.bytes(), EXPECTED_BYTES_MAX) / ENTRIES.chunkSize * 5 / 4;
    if (entries <= ENTRIES.entriesPerSlice && chunks <= ENTRIES.chunksPerSlice) {
      return ENTRIES;
    }
    int slices = 1;
    while (entries / slices > ENTRIES_PER_SLICE_MAX || chunks / slices > CHUNKS_PER_SLICE_MAX) {
      slices *= 2;
    }
    int entriesPerSlice =
        rounded(Math.toIntExact(Math.max(ENTRIES.entriesPerSlice, entries / slices + 1)));
    int chunksPerSlice = rounded(Math.toIntExact(Math.max(entriesPerSlice, chunks / slices + 1)));
    return new TableShape(ENTRIES.chunkSize, slices, entriesPerSlice, chunksPerSlice);
  }

  /** A little more, so that tables that are to hold about as much have the same shape. */
  private static int rounded(int number) {
    int step = Math.max(1, Integer.highestOneBit(number) / 16);
    return (number + step - 1) / step * step;
  }

  /** Chunks that an entry takes. */
  int chunks(long keySize, long valueSize) {
    long bytes = lengthBefore(keySize, valueSize) + valueSize;
    return Math.toIntExact((bytes + chunkSize - 1) / chunkSize);
  }

  /** Bytes of an entry before its value: two lengths and the key. */
  static long lengthBefore(long keySize, long valueSize) {
    return stopBitLength(keySize) + keySize + stopBitLength(valueSize);
  }

  /**
   * The shape for what is stored now and half as much again, so that an entry is moved twice on
   * average in the life of a table, and at most a third of a file is empty after it grew.
   *
   * @param entries stored now
   * @param chunks taken now, with the entry that did not fit
   * @param largestChunks taken by that entry
   * @param attempt from 1; more room at each, as a slice may hold more than its share
   */
  TableShape grownFor(long entries, long chunks, int largestChunks, int attempt) {
    long wantedEntries = Math.max(ENTRIES_PER_SLICE_MAX / 8, entries * (2 + attempt) / 2);
    int wantedSlices = slices;
    while (wantedEntries / wantedSlices > ENTRIES_PER_SLICE_MAX) {
      wantedSlices *= 2;
    }
    long share = Math.max(chunks, (long) chunksPerSlice * slices * 2 / 3) * (2 + attempt) / 2;
    long wantedChunks = Math.max(share / wantedSlices, 2L * attempt * largestChunks);
    long wantedPerSlice = wantedEntries / wantedSlices + 1;
    return new TableShape(
        chunkSize,
        wantedSlices,
        Math.toIntExact(wantedPerSlice),
        Math.toIntExact(Math.max(wantedChunks, wantedPerSlice)));
  }

  /** Roughly the length of the file, never less. */
  long fileBytes() {
    long lookup = 8L * 4 * entriesPerSlice;
    long slice = (long) chunksPerSlice * chunkSize + chunksPerSlice / 8 + lookup + 4096;
    return HEADER_BYTES + slices * slice;
  }

  private static int stopBitLength(long size) {
    return Math.max(1, (64 - Long.numberOfLeadingZeros(size) + 6) / 7);
  }
}
