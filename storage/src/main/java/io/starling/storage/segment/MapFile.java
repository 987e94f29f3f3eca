package io.starling.storage.segment;

import io.starling.storage.mapfile.FileHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import net.openhft.chronicle.hash.ChronicleHashClosedException;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapAbsentEntry;
import net.openhft.chronicle.map.VanillaChronicleMap;
import org.jspecify.annotations.Nullable;

/**
 * Chronicle Map as it is used here: dense files and no extra tiers, for a file that is to grow in
 * place can fail half way and fault on the hole; no checksums, for what is stored has its own; and
 * the head of each file sealed.
 */
final class MapFile {
  private MapFile() {}

  /**
   * Makes an empty map that has no name yet: on a file that was left half made, the next opening
   * would wait for a minute.
   *
   * @throws StoreFullException if there is no room for the file
   */
  static ChronicleMap<byte[], byte[]> create(
      Path path, TableShape shape, DiskSpace space, MapHeads heads) {
    Path unfinished = TableFiles.unfinished(path);
    if (!space.hasRoomFor(shape.fileBytes())) {
      throw new StoreFullException(
          "no room on the disk for " + shape.fileBytes() + " bytes in " + path);
    }
    ChronicleMap<byte[], byte[]> map = null;
    try {
      byte[] head = heads.find(shape);
      if (head != null) {
        FileHead.lay(unfinished, head);
        return open(unfinished);
      }
      map = builder(shape).createPersistedTo(unfinished.toFile());
      FileHead.seal(unfinished);
      heads.note(shape, FileHead.read(unfinished));
      return map;
    } catch (IOException e) {
      if (map != null) {
        map.close();
      }
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

  /** Opens a file whose head has been checked; its slices are still to be audited. */
  static VanillaChronicleMap<byte[], byte[], ?> open(Path path) throws IOException {
    return (VanillaChronicleMap<byte[], byte[], ?>)
        builder(TableShape.ENTRIES).createPersistedTo(path.toFile());
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
  static boolean inserted(ExternalMapQueryContext<byte[], byte[], ?> query, Data<byte[]> value) {
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

  /** The same for a key that was not asked for yet. */
  static boolean inserted(ChronicleMap<byte[], byte[]> map, Data<byte[]> key, Data<byte[]> value) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = map.queryContext(key)) {
      query.updateLock().lock();
      return inserted(query, value);
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
        .checksumEntries(false)
        .putReturnsNull(true)
        .skipCloseOnExitHook(true);
  }
}
