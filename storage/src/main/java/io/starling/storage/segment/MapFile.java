package io.starling.storage.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import net.openhft.chronicle.hash.ChronicleHashClosedException;
import net.openhft.chronicle.hash.ChronicleHashCorruption;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapAbsentEntry;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.VanillaChronicleMap;
import org.jspecify.annotations.Nullable;

/**
 * Chronicle Map as it is used here: dense files, no extra tiers, a checksum with each entry. A file
 * that is to grow in place can fail half way and fault on the hole; an own larger file cannot.
 */
final class MapFile {
  private static final long PLAUSIBLE_LENGTH_MIN = 4096;

  private MapFile() {}

  /**
   * Makes an empty map that has no name yet: on a file that was left half made, the next opening
   * would wait for a minute.
   *
   * @throws StoreFullException if there is no room for the file
   */
  static ChronicleMap<byte[], byte[]> create(Path path, TableShape shape, DiskSpace space) {
    Path unfinished = TableFiles.unfinished(path);
    if (!space.hasRoomFor(shape.fileBytes())) {
      throw new StoreFullException(
          "no room on the disk for " + shape.fileBytes() + " bytes in " + path);
    }
    try {
      return builder(shape).createPersistedTo(unfinished.toFile());
    } catch (IOException e) {
      TableFiles.delete(unfinished);
      throw new StoreFullException("could not make " + path + ": " + e.getMessage());
    }
  }

  /** Gives a map that {@link #create} made its name, so that it is found from then on. */
  static void publish(Path path, ChronicleMap<byte[], byte[]> map) {
    try {
      Files.move(TableFiles.unfinished(path), path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      map.close();
      throw new UncheckedIOException("could not name " + path, e);
    }
  }

  /** Gives up a map that {@link #create} made. */
  static void discard(Path path, ChronicleMap<byte[], byte[]> map) {
    map.close();
    TableFiles.delete(TableFiles.unfinished(path));
  }

  /** Opens a file that was closed in order. */
  static ChronicleMap<byte[], byte[]> open(Path path) throws IOException {
    checkLength(path);
    return builder(TableShape.ENTRIES).createPersistedTo(path.toFile());
  }

  /**
   * Opens a file that may have been left at any moment, dropping what is damaged. Takes 1 to 4
   * seconds of processor time for each GB, and may end the process if the file is damaged in the
   * worst way.
   */
  static ChronicleMap<byte[], byte[]> recover(Path path, ChronicleHashCorruption.Listener listener)
      throws IOException {
    checkLength(path);
    return builder(TableShape.ENTRIES).recoverPersistedTo(path.toFile(), false, listener);
  }

  /** What is found in the file wins over what a builder says. */
  static TableShape shapeOf(ChronicleMap<byte[], byte[]> map) {
    VanillaChronicleMap<?, ?, ?> vanilla = (VanillaChronicleMap<?, ?, ?>) map;
    return new TableShape(
        Math.toIntExact(vanilla.chunkSize),
        vanilla.actualSegments,
        Math.toIntExact(vanilla.maxEntriesPerHashLookup),
        Math.toIntExact(vanilla.actualChunksPerSegmentTier));
  }

  /** Inserts for a key that is absent. False if there is no room; then nothing has changed. */
  static boolean inserted(
      ExternalMapQueryContext<byte[], byte[], ?> query,
      net.openhft.chronicle.hash.Data<byte[]> value) {
    @Nullable MapAbsentEntry<byte[], byte[]> absent = query.absentEntry();
    if (absent == null) {
      throw new IllegalStateException("the key to insert is there already");
    }
    try {
      absent.doInsert(value);
      return true;
    } catch (ChronicleHashClosedException closed) {
      throw closed;
    } catch (IllegalStateException | IllegalArgumentException full) {
      return false;
    }
  }

  /** Copies an entry as it is, checksums and all. False if there is no room. */
  static boolean copied(MapEntry<byte[], byte[]> entry, ChronicleMap<byte[], byte[]> target) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = target.queryContext(entry.key())) {
      query.updateLock().lock();
      return inserted(query, entry.value());
    }
  }

  /** An empty file would silently become a new map. */
  private static void checkLength(Path path) throws IOException {
    if (Files.size(path) < PLAUSIBLE_LENGTH_MIN) {
      throw new IOException(path + " was cut to " + Files.size(path) + " bytes");
    }
  }

  private static ChronicleMapBuilder<byte[], byte[]> builder(TableShape shape) {
    return ChronicleMapBuilder.of(byte[].class, byte[].class)
        .actualSegments(shape.slices())
        .entriesPerSegment(shape.entriesPerSlice())
        .entries((long) shape.slices() * shape.entriesPerSlice())
        .actualChunkSize(shape.chunkSize())
        .actualChunksPerSegmentTier(shape.chunksPerSlice())
        .allowSegmentTiering(false)
        .sparseFile(false)
        .checksumEntries(true)
        .putReturnsNull(true)
        .skipCloseOnExitHook(true);
  }
}
