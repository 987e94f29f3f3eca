package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store on the heap, which keeps nothing when it is closed: the one the simulator runs on, and
 * the yardstick for the other. The order of a scan depends on the keys alone.
 *
 * <p>The map is ordered by the bits of the placement hash read backwards, so that the keys that
 * share their low bits, a slice, stand side by side whatever the number of slices.
 */
public final class HeapSegmentStore implements SegmentStore {
  private static final int ENTRIES_PER_SLICE = 2048;

  private final NavigableMap<Place, Entry> entries = new TreeMap<>();
  private long usedBytes;
  private int sliceBits;

  @Override
  public @Nullable Entry get(Key key) {
    return entries.get(Place.of(key));
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    Entry entry = get(key);
    return entry == null ? null : entry.header();
  }

  @Override
  public void put(Key key, Entry entry) {
    EntrySize.check(key, entry);
    Entry before = entries.put(Place.of(key), entry);
    usedBytes += EntrySize.of(key, entry.header());
    if (before != null) {
      usedBytes -= EntrySize.of(key, before.header());
    }
    while (entries.size() >> sliceBits > ENTRIES_PER_SLICE) {
      sliceBits++;
    }
  }

  @Override
  public void remove(Key key) {
    Entry before = entries.remove(Place.of(key));
    if (before != null) {
      usedBytes -= EntrySize.of(key, before.header());
    }
  }

  @Override
  public void clear() {
    entries.clear();
    usedBytes = 0;
    sliceBits = 0;
  }

  @Override
  public long entryCount() {
    return entries.size();
  }

  @Override
  public long usedBytes() {
    return usedBytes;
  }

  @Override
  public int sliceCount() {
    return 1 << sliceBits;
  }

  @Override
  public void scan(int slice, EntryVisitor visitor) {
    long lowBits = sliceCount() - 1L;
    Place first = new Place(Long.reverse(slice), Key.of(""));
    for (var at : entries.tailMap(first, true).entrySet()) {
      Place place = at.getKey();
      boolean inSlice = (Long.reverse(place.reversedHash()) & lowBits) == slice;
      if (!inSlice || !visitor.visit(place.key(), at.getValue().header(), at.getValue()::value)) {
        return;
      }
    }
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}

  @Override
  public void drop() {
    clear();
  }

  private record Place(long reversedHash, Key key) implements Comparable<Place> {
    static Place of(Key key) {
      return new Place(Long.reverse(key.placementHash()), key);
    }

    @Override
    public int compareTo(Place other) {
      int byHash = Long.compareUnsigned(reversedHash, other.reversedHash);
      return byHash != 0 ? byHash : key.compareTo(other.key);
    }
  }
}
