package io.starling.storage.segment;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.MapEntry;

/**
 * The chunks of an entry that is about to go. They may be written to until its map is used for
 * something else.
 *
 * @param memory of the slice
 * @param start of the first chunk
 * @param length of all of them
 * @param chunkSize of one
 */
record EntryRoom(BytesStore<?, ?> memory, long start, long length, int chunkSize) {
  static EntryRoom of(MapEntry<byte[], byte[]> entry, TableShape shape) {
    Data<byte[]> value = entry.value();
    long keySize = entry.key().size();
    long start = value.offset() - TableShape.lengthBefore(keySize, value.size());
    long length = (long) shape.chunks(keySize, value.size()) * shape.chunkSize();
    return new EntryRoom((BytesStore<?, ?>) value.bytes(), start, length, shape.chunkSize());
  }

  /** Leaves nothing of the entry. */
  void zero() {
    zeroBehind(0);
  }

  /** Leaves nothing of the entry behind the first chunks. */
  void zeroBehind(int chunksKept) {
    long from = start + (long) chunksKept * chunkSize;
    if (from < start + length) {
      memory.zeroOut(from, start + length);
    }
  }
}
