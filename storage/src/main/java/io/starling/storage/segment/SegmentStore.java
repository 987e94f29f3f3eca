package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one segment, tombstones included. It grows without being told sizes in advance.
 *
 * <p>Slices: a store is cut into {@link #sliceCount} parts, a power of two that grows with the
 * store; a key lies in slice {@code placementHash & (sliceCount - 1)}. A slice is the unit of
 * scanning: it holds some thousands of entries, so that one scan does not hold up a loop.
 */
public interface SegmentStore extends AutoCloseable {
  /** What a key maps to, a tombstone included; null if nothing. */
  @Nullable Entry get(Key key);

  /** The header of what a key maps to, without reading the value; null if nothing. */
  @Nullable EntryHeader header(Key key);

  /**
   * Makes {@code key} map to {@code entry}, whatever was there. On an exception the old entry is
   * still there.
   *
   * @throws StoreFullException if the disk has no room for the store to grow
   */
  void put(Key key, Entry entry);

  /** Forgets a key altogether, leaving no tombstone. Nothing happens if it is not there. */
  void remove(Key key);

  /** Forgets everything. */
  void clear();

  /** Number of keys, tombstones included. */
  long entryCount();

  /** Bytes of keys, values and the overhead per entry: what {@code maxmemory} counts. */
  long usedBytes();

  /** How much there is, for a store that is to hold as much. */
  default StoreExtent extent() {
    return new StoreExtent(entryCount(), usedBytes());
  }

  /** Number of slices at present. */
  int sliceCount();

  /**
   * Shows every entry of a slice, in no particular order. The visitor must not change the store.
   *
   * @param slice 0 to {@code sliceCount() - 1}
   */
  void scan(int slice, EntryVisitor visitor);

  /**
   * Makes everything put before this call durable; blocks on the disk, so never on a loop.
   *
   * @throws java.io.UncheckedIOException if the disk failed: what is durable is then unknown
   */
  void sync();

  /** Closes the files and keeps them. */
  @Override
  void close();

  /** Closes the store and deletes its files. */
  void drop();

  /** Sees the entries of a slice one by one. */
  @FunctionalInterface
  interface EntryVisitor {
    /**
     * @param value reads the value; only to be called during this visit
     * @return false to end the scan early
     */
    boolean visit(Key key, EntryHeader header, Supplier<byte[]> value);
  }
}
