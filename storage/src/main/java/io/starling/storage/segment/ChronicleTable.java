package io.starling.storage.segment;

import com.dynatrace.hash4j.hashing.Hashing;
import io.starling.storage.mapfile.EntryFinder;
import io.starling.storage.mapfile.Findings;
import io.starling.storage.mapfile.SliceCursor;
import io.starling.storage.mapfile.StoredValue;
import java.nio.file.Path;
import java.util.function.Predicate;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;
import net.openhft.chronicle.map.VanillaChronicleMap;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to bytes in a Chronicle map that moves into a larger file when an entry does not fit.
 *
 * <p>An entry that needs more room than the one before is never replaced in place: Chronicle Map
 * frees the old room first, and when there is no new room, the map is left with a key that points
 * nowhere. Here the old entry is removed, the new one inserted, and the old one put back if that
 * failed. A process that is killed in between finds the new one in its journal.
 *
 * <p>The room of an entry that is gone holds zeros, so that entries can be told from what is left
 * of others without the index of the file.
 */
final class ChronicleTable {
  private static final int GROWTH_ATTEMPTS_MAX = 8;

  private final TableFiles files;
  private final DiskSpace space;
  private final TableFile file;
  private final HeapBytes keyData = new HeapBytes();
  private final HeapBytes restored = new HeapBytes();
  private final HeapBytes copiedKey = new HeapBytes();
  private final HeapBytes copied = new HeapBytes();
  private ChronicleMap<byte[], byte[]> map;
  private EntryFinder finder;
  private TableShape shape;
  private long entries;
  private long chunks;

  private ChronicleTable(
      TableFiles files,
      DiskSpace space,
      Path path,
      ChronicleMap<byte[], byte[]> map,
      TableShape shape) {
    this.files = files;
    this.space = space;
    this.file = new TableFile(files.directory(), path);
    this.map = map;
    this.finder = EntryFinder.of((VanillaChronicleMap<?, ?, ?>) map);
    this.shape = shape;
  }

  /**
   * Makes an empty table.
   *
   * @throws StoreFullException if there is no room for its file
   */
  static ChronicleTable create(TableFiles files, DiskSpace space, TableShape shape) {
    return Unnamed.create(files, space, shape).named();
  }

  /** An empty table whose file has no name yet: after a stop nothing is left of it. */
  record Unnamed(
      TableFiles files,
      DiskSpace space,
      Path path,
      ChronicleMap<byte[], byte[]> map,
      TableShape shape) {
    /**
     * Makes one. In any thread.
     *
     * @throws StoreFullException if there is no room for its file
     */
    static Unnamed create(TableFiles files, DiskSpace space, TableShape shape) {
      Path path = files.next();
      return new Unnamed(
          files, space, path, MapFile.create(path, shape, space, files.heads()), shape);
    }

    /** The table, found from now on by whoever opens the directory. */
    ChronicleTable named() {
      MapFile.publish(path, map);
      return new ChronicleTable(files, space, path, map, shape);
    }

    void discard() {
      MapFile.discard(path, map);
    }
  }

  /** Takes over a map whose file was audited. */
  static ChronicleTable open(
      TableFiles files,
      DiskSpace space,
      Path path,
      ChronicleMap<byte[], byte[]> map,
      Findings findings) {
    ChronicleTable table = new ChronicleTable(files, space, path, map, MapFile.shapeOf(map));
    table.entries = findings.entries();
    table.chunks = findings.chunks();
    return table;
  }

  /** Looks at every entry once and forgets those that are not wanted. */
  void retain(Predicate<MapEntry<byte[], byte[]>> wanted) {
    entries = 0;
    chunks = 0;
    for (int slice = 0; slice < slices(); slice++) {
      scan(slice, entry -> keptOrRemoved(entry, wanted.test(entry)));
    }
  }

  private boolean keptOrRemoved(MapEntry<byte[], byte[]> entry, boolean kept) {
    if (kept) {
      count(entry.key().size(), entry.value().size());
    } else {
      EntryRoom room = EntryRoom.of(entry, shape);
      entry.doRemove();
      room.zero();
    }
    return true;
  }

  /** The entry of a key, until the table changes; null if there is none. */
  @Nullable StoredValue find(byte[] key, long keyHash) {
    return finder.find(key, keyHash) ? finder : null;
  }

  /**
   * Replaces what the key maps to.
   *
   * @param keyHash XXH64 of the key
   * @throws StoreFullException if it does not fit and the disk has no room for a larger file; the
   *     key then maps to what it did
   */
  void put(byte[] key, long keyHash, HeapBytes value) {
    putLookedUp(key, keyHash, value, finder.find(key, keyHash));
  }

  /**
   * As {@link #put} when nothing has happened since {@link #find} was asked for the key.
   *
   * @param found what it has said
   */
  void putLookedUp(byte[] key, long keyHash, HeapBytes value, boolean found) {
    file.markDirty();
    if (found ? finder.overwrite(value) : added(key, keyHash, value)) {
      return;
    }
    keyData.set(key);
    for (int attempt = 1; attempt <= GROWTH_ATTEMPTS_MAX; attempt++) {
      if (tryPut(keyData, value)) {
        return;
      }
      grow(shape.chunks(key.length, value.size()), attempt);
    }
    throw new StoreFullException("an entry of " + value.size() + " bytes fits nowhere in " + file);
  }

  private boolean added(byte[] key, long keyHash, HeapBytes value) {
    if (!finder.add(key, keyHash, value)) {
      return false;
    }
    count(key.length, value.size());
    return true;
  }

  private boolean tryPut(HeapBytes key, HeapBytes value) {
    byte[] old;
    try (ExternalMapQueryContext<byte[], byte[], ?> query = map.queryContext(key)) {
      query.updateLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      if (entry == null) {
        return inserted(query, key, value);
      }
      long oldSize = entry.value().size();
      int growth = shape.chunks(key.size(), value.size()) - shape.chunks(key.size(), oldSize);
      EntryRoom room = EntryRoom.of(entry, shape);
      if (growth <= 0) {
        entry.doReplaceValue(value);
        room.zeroBehind(shape.chunks(key.size(), value.size()));
        chunks += growth;
        return true;
      }
      old = entry.value().get();
      entry.doRemove();
      room.zero();
      discount(key.size(), oldSize);
    }
    if (inserted(key, value)) {
      return true;
    }
    if (!inserted(key, restored.set(old))) {
      throw new IllegalStateException("what was just removed does not fit any more in " + file);
    }
    return false;
  }

  private boolean inserted(HeapBytes key, HeapBytes value) {
    if (!MapFile.inserted(map, key, value)) {
      return false;
    }
    count(key.size(), value.size());
    return true;
  }

  private boolean inserted(
      ExternalMapQueryContext<byte[], byte[], ?> query, HeapBytes key, HeapBytes value) {
    if (!MapFile.inserted(query, value)) {
      return false;
    }
    count(key.size(), value.size());
    return true;
  }

  /** Forgets the key. Nothing happens if it is not there. */
  void remove(byte[] key) {
    file.markDirty();
    try (ExternalMapQueryContext<byte[], byte[], ?> query = map.queryContext(keyData.set(key))) {
      query.updateLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      if (entry == null) {
        return;
      }
      long oldSize = entry.value().size();
      EntryRoom room = EntryRoom.of(entry, shape);
      entry.doRemove();
      room.zero();
      discount(key.length, oldSize);
    }
  }

  /** Before the first entry of a slice; good until the table changes. */
  SliceCursor cursor(int slice) {
    return SliceCursor.of((VanillaChronicleMap<?, ?, ?>) map, slice);
  }

  /** Shows the entries of a slice, which may be removed then. */
  private void scan(int slice, Predicate<MapEntry<byte[], byte[]>> visitor) {
    try (MapSegmentContext<byte[], byte[], ?> context = map.segmentContext(slice)) {
      context.forEachSegmentEntryWhile(visitor);
    }
  }

  /** Forgets everything, in a small new file if there is room for one. */
  void clear(TableShape initial) {
    file.markDirty();
    Path path = files.next();
    try {
      // The reserve is not asked for: emptying a table is how a full disk becomes less full.
      moveInto(path, MapFile.create(path, initial, anything -> true, files.heads()), initial);
    } catch (StoreFullException full) {
      retain(entry -> false);
    }
    entries = 0;
    chunks = 0;
  }

  long entryCount() {
    return entries;
  }

  /** Bytes that the entries take. */
  long takenBytes() {
    return chunks * shape.chunkSize();
  }

  int slices() {
    return shape.slices();
  }

  void sync() {
    file.sync();
  }

  void close() {
    file.close();
    map.close();
  }

  void drop() {
    map.close();
    file.drop();
  }

  private void grow(int wantedChunks, int firstAttempt) {
    for (int attempt = firstAttempt; attempt <= GROWTH_ATTEMPTS_MAX; attempt++) {
      TableShape larger = shape.grownFor(entries, chunks + wantedChunks, wantedChunks, attempt);
      Path path = files.next();
      ChronicleMap<byte[], byte[]> target = MapFile.create(path, larger, space, files.heads());
      if (copiedInto(path, target)) {
        moveInto(path, target, larger);
        return;
      }
      MapFile.discard(path, target);
    }
    throw new StoreFullException("no larger shape was found for " + file);
  }

  private boolean copiedInto(Path path, ChronicleMap<byte[], byte[]> target) {
    EntryFinder places = EntryFinder.of((VanillaChronicleMap<?, ?, ?>) target);
    try {
      boolean fits = true;
      for (int slice = 0; slice < slices() && fits; slice++) {
        SliceCursor at = cursor(slice);
        while (fits && at.next()) {
          fits = copied(at, target, places);
        }
      }
      return fits;
    } catch (RuntimeException | Error e) {
      MapFile.discard(path, target);
      throw e;
    }
  }

  /** Copies an entry as it is, checksums and all. False if there is no room. */
  private boolean copied(
      SliceCursor entry, ChronicleMap<byte[], byte[]> target, EntryFinder places) {
    byte[] key = entry.key();
    byte[] value = new byte[entry.valueLength()];
    entry.read(0, value, 0, value.length);
    long keyHash = Hashing.xxh64().hashBytesToLong(key);
    if (places.find(key, keyHash)) {
      return true;
    }
    return places.add(key, keyHash, copied.set(value))
        || MapFile.inserted(target, copiedKey.set(key), copied);
  }

  private void moveInto(Path path, ChronicleMap<byte[], byte[]> target, TableShape targetShape) {
    MapFile.publish(path, target);
    map.close();
    file.moveTo(path);
    map = target;
    finder = EntryFinder.of((VanillaChronicleMap<?, ?, ?>) target);
    shape = targetShape;
  }

  private void count(long keySize, long valueSize) {
    entries++;
    chunks += shape.chunks(keySize, valueSize);
  }

  private void discount(long keySize, long valueSize) {
    entries--;
    chunks -= shape.chunks(keySize, valueSize);
  }
}
