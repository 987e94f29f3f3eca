package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.MapEntry;
import org.jspecify.annotations.Nullable;

/**
 * Opens the store of one segment in whatever state its files are.
 *
 * <pre>
 * at rest  -> open the newest files; if that fails, recover them
 * in use   -> recover the oldest files, which were whole at the last sync
 * recovery -> put the files aside if it fails, or if it ended the process three times in a row
 * </pre>
 *
 * Damage in the worst place makes a recovery end the process, so a mark is made before it and
 * removed after it. One or two marks may as well come from someone who killed the process.
 */
final class StoreOpener {
  private static final String QUARANTINE = "quarantine";
  private static final int RECOVERIES_MAX = 3;

  private final TableFiles entryFiles;
  private final TableFiles partFiles;
  private final DiskSpace space;
  private final Consumer<Key> damageListener;
  private final UseMarks.Mark mark;
  private final Path recoveryMark;

  private final RecordReader record = new RecordReader();
  private final TreeSet<Long> liveParts = new TreeSet<>();
  private long usedBytes;
  private long dropped;

  StoreOpener(
      TableFiles entryFiles, DiskSpace space, Consumer<Key> damageListener, UseMarks.Mark mark) {
    this.entryFiles = entryFiles;
    this.partFiles = entryFiles.ofKind(TableFiles.PARTS);
    this.space = space;
    this.damageListener = damageListener;
    this.mark = mark;
    this.recoveryMark =
        entryFiles.directory().resolve(String.format("%05d.recovering", entryFiles.segment()));
  }

  /** A store and how it was found. */
  record Opened(ChronicleSegmentStore store, StoreOpening opening) {}

  /** Makes the empty store of a segment that has no files. */
  ChronicleSegmentStore create() {
    mark.enter();
    ChronicleTable table = ChronicleTable.create(entryFiles, space, TableShape.ENTRIES);
    mark.leave();
    return new ChronicleSegmentStore(entryFiles, space, damageListener, mark, table, null, 0);
  }

  /**
   * @param clean whether all stores were closed in order
   */
  Opened open(SegmentFiles found, boolean clean) {
    boolean atRest = clean || mark.wasAtRest();
    mark.enter();
    try {
      Opened opened = openedOrPutAside(found, atRest);
      mark.leave();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("could not open segment " + entryFiles.segment(), e);
    }
  }

  private Opened openedOrPutAside(SegmentFiles found, boolean atRest) throws IOException {
    if (recoveriesBegun() >= RECOVERIES_MAX) {
      return quarantined(found, "the process did not survive their recovery");
    }
    if (found.entries().isEmpty()) {
      return quarantined(found, "the file of the entries is missing");
    }
    SegmentFiles chosen = chosen(found, atRest);
    if (atRest) {
      try {
        return opened(chosen, false, false);
      } catch (IOException | RuntimeException | InternalError e) {
        // Left in order, and damaged since: what recovery drops is then told as damage.
      }
    }
    return recovered(chosen, !atRest);
  }

  private Opened recovered(SegmentFiles chosen, boolean inUse) throws IOException {
    try {
      Files.write(recoveryMark, new byte[recoveriesBegun() + 1]);
      return opened(chosen, true, inUse);
    } catch (IOException | RuntimeException | InternalError e) {
      return quarantined(chosen, "they could not be recovered: " + e.getMessage());
    } finally {
      Files.deleteIfExists(recoveryMark);
    }
  }

  /** One byte for each that has not ended. */
  private int recoveriesBegun() throws IOException {
    return Files.exists(recoveryMark) ? (int) Files.size(recoveryMark) : 0;
  }

  private Opened opened(SegmentFiles chosen, boolean recovering, boolean inUse) throws IOException {
    usedBytes = 0;
    dropped = 0;
    liveParts.clear();
    ChronicleTable entries =
        table(entryFiles, chosen.entries().getFirst(), recovering, this::sound);
    ValueParts parts = null;
    try {
      parts = parts(chosen, recovering);
    } catch (IOException | RuntimeException | Error e) {
      entries.close();
      throw e;
    }
    ChronicleSegmentStore store =
        new ChronicleSegmentStore(
            entryFiles, space, damageListener, mark, entries, parts, usedBytes);
    boolean intact = !recovering && dropped == 0;
    return new Opened(
        store, intact ? new StoreOpening.Intact() : new StoreOpening.Recovered(dropped, inUse));
  }

  private @Nullable ValueParts parts(SegmentFiles chosen, boolean recovering) throws IOException {
    if (chosen.parts().isEmpty()) {
      return null;
    }
    Path path = chosen.parts().getFirst();
    ValueParts parts = new ValueParts(table(partFiles, path, recovering, entry -> true));
    parts.sweep(liveParts);
    return parts;
  }

  private ChronicleTable table(
      TableFiles files, Path path, boolean recovering, Predicate<MapEntry<byte[], byte[]>> sound)
      throws IOException {
    ChronicleMap<byte[], byte[]> map =
        recovering ? MapFile.recover(path, corruption -> {}) : MapFile.open(path);
    try {
      return ChronicleTable.open(files, space, path, map, sound);
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }

  private boolean sound(MapEntry<byte[], byte[]> entry) {
    Key key = ChronicleSegmentStore.keyOf(entry);
    Data<byte[]> stored = entry.value();
    record.read(key.bytes(), stored.bytes(), stored.offset(), stored.size());
    if (!record.intact() || !inlineValueMatches(stored)) {
      dropped++;
      return false;
    }
    usedBytes += EntrySize.of(key, record.valueLength());
    if (record.inParts()) {
      liveParts.add(record.partsId());
    }
    return true;
  }

  private boolean inlineValueMatches(Data<byte[]> stored) {
    if (record.inParts()) {
      return true;
    }
    byte[] value = record.inlineValue(stored.bytes(), stored.offset());
    return Entry.hashValue(value) == record.header().valueHash();
  }

  private SegmentFiles chosen(SegmentFiles found, boolean newest) throws IOException {
    return new SegmentFiles(one(found.entries(), newest), one(found.parts(), newest));
  }

  /** Keeps one file. The newest may be the one that was not synced yet. */
  private List<Path> one(List<Path> paths, boolean newest) throws IOException {
    if (paths.size() <= 1) {
      return paths;
    }
    Path kept = newest ? paths.getLast() : paths.getFirst();
    if (newest) {
      TableFiles.force(kept);
      TableFiles.force(entryFiles.directory());
    }
    for (Path path : paths) {
      if (!path.equals(kept)) {
        TableFiles.delete(path);
      }
    }
    return List.of(kept);
  }

  /** Puts the files aside, in the place of those put aside before. */
  private Opened quarantined(SegmentFiles found, String reason) throws IOException {
    Path aside = Files.createDirectories(entryFiles.directory().resolve(QUARANTINE));
    move(found.entries(), aside.resolve(entryFiles.segment() + "." + TableFiles.ENTRIES));
    move(found.parts(), aside.resolve(entryFiles.segment() + "." + TableFiles.PARTS));
    Files.deleteIfExists(recoveryMark);
    return new Opened(create(), new StoreOpening.Quarantined(reason));
  }

  private static void move(List<Path> paths, Path target) throws IOException {
    for (Path path : paths) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
