package io.starling.storage.segment;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Key;
import io.starling.storage.mapfile.FileHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens the store of one segment in whatever state its files are.
 *
 * <pre>
 * the machine went on -> open the newest files
 * the machine stopped -> open the oldest files, which were whole at the last sync
 * head damaged twice, or the disk does not read a file -> put it aside
 * </pre>
 *
 * Either way every entry is checked, and the index written anew unless it agrees with them.
 */
final class StoreOpener {
  private static final String QUARANTINE = "quarantine";

  private final TableFiles entryFiles;
  private final TableFiles partFiles;
  private final DiskSpace space;
  private final Consumer<Key> damageListener;

  StoreOpener(TableFiles entryFiles, DiskSpace space, Consumer<Key> damageListener) {
    this.entryFiles = entryFiles;
    this.partFiles = entryFiles.ofKind(TableFiles.PARTS);
    this.space = space;
    this.damageListener = damageListener;
  }

  /** A store and how it was found. */
  record Opened(ChronicleSegmentStore store, StoreOpening opening) {}

  /** Makes the empty store of a segment that has no files. */
  ChronicleSegmentStore create() {
    return storeIn(ChronicleTable.create(entryFiles, space, TableShape.ENTRIES));
  }

  /**
   * Makes the table of an empty store in a shape, or in the usual one if the disk has no room for
   * that.
   */
  ChronicleTable.Unnamed prepare(TableShape shape) {
    try {
      return ChronicleTable.Unnamed.create(entryFiles, space, shape);
    } catch (StoreFullException full) {
      return ChronicleTable.Unnamed.create(entryFiles, space, TableShape.ENTRIES);
    }
  }

  /** The empty store with an empty table. */
  ChronicleSegmentStore storeIn(ChronicleTable table) {
    return new ChronicleSegmentStore(entryFiles, space, damageListener, table, null, 0);
  }

  Opened open(SegmentFiles found, PreviousStop stop) {
    try {
      boolean powerLost = stop == PreviousStop.MACHINE_STOPPED;
      SegmentFiles written = powerLost ? withoutBlank(found) : found;
      if (written.entries().isEmpty()) {
        return powerLost && !found.entries().isEmpty()
            ? neverSynced(written)
            : quarantined(written, "the file of the entries is missing");
      }
      SegmentFiles chosen = chosen(written, !powerLost);
      try {
        return opened(chosen, stop == PreviousStop.CLEAN);
      } catch (IOException | RuntimeException | InternalError e) {
        return quarantined(chosen, "they could not be read: " + e.getMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not open segment " + entryFiles.segment(), e);
    }
  }

  /** Deletes the files that were made since the last sync and never written. */
  private static SegmentFiles withoutBlank(SegmentFiles found) throws IOException {
    return new SegmentFiles(notBlank(found.entries()), notBlank(found.parts()));
  }

  private static List<Path> notBlank(List<Path> paths) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Path path : paths) {
      if (FileHead.isBlank(path)) {
        TableFiles.delete(path);
      } else {
        written.add(path);
      }
    }
    return written;
  }

  /** The store was made since the last sync: the journal holds all that was in it. */
  private Opened neverSynced(SegmentFiles rest) {
    rest.parts().forEach(TableFiles::delete);
    return new Opened(create(), new StoreOpening.Recovered(0, 0, 0));
  }

  private Opened opened(SegmentFiles chosen, boolean clean) throws IOException {
    EntryRecords records = new EntryRecords();
    PartRecords partRecords = new PartRecords();
    Path entriesPath = chosen.entries().getFirst();
    AuditedTable entries = AuditedTable.open(entryFiles, entriesPath, space, records);
    List<AuditedTable> tables = new ArrayList<>(List.of(entries));
    ValueParts parts = null;
    for (Path path : chosen.parts()) {
      PartRecords found = new PartRecords();
      try {
        AuditedTable partsTable = AuditedTable.open(partFiles, path, space, found);
        tables.add(partsTable);
        parts = new ValueParts(partsTable.table());
        partRecords = found;
      } catch (IOException | RuntimeException | InternalError e) {
        putAside(List.of(path), TableFiles.PARTS);
      }
    }
    if (parts != null) {
      parts.sweep(records.largeValues().keySet());
    }
    ChronicleSegmentStore store =
        new ChronicleSegmentStore(
            entryFiles, space, damageListener, entries.table(), parts, records.usedBytes());
    long incomplete = removeIncomplete(store, records, partRecords);
    return new Opened(store, AuditedTable.opening(clean, tables, incomplete));
  }

  /** Forgets the large values of which parts are missing, and counts them. */
  private static long removeIncomplete(
      ChronicleSegmentStore store, EntryRecords records, PartRecords parts) {
    long removed = 0;
    for (var large : records.largeValues().entrySet()) {
      if (!parts.hasAll(large.getKey(), large.getValue().length())) {
        store.remove(large.getValue().key());
        removed++;
      }
    }
    return removed;
  }

  private SegmentFiles chosen(SegmentFiles found, boolean newest) throws IOException {
    return new SegmentFiles(one(found.entries(), newest), one(found.parts(), newest));
  }

  /** Keeps one file, on disk: the newest of two was perhaps never synced. */
  private List<Path> one(List<Path> paths, boolean newest) throws IOException {
    if (paths.size() <= 1) {
      return paths;
    }
    Path kept = newest ? paths.getLast() : paths.getFirst();
    TableFiles.force(kept);
    TableFiles.force(entryFiles.directory());
    for (Path path : paths) {
      if (!path.equals(kept)) {
        TableFiles.delete(path);
      }
    }
    return List.of(kept);
  }

  private Opened quarantined(SegmentFiles found, String reason) throws IOException {
    putAside(found.entries(), TableFiles.ENTRIES);
    putAside(found.parts(), TableFiles.PARTS);
    return new Opened(create(), new StoreOpening.Quarantined(reason));
  }

  /** Puts a file aside, in the place of the one put aside before. */
  private void putAside(List<Path> paths, String kind) throws IOException {
    Path aside = Files.createDirectories(entryFiles.directory().resolve(QUARANTINE));
    for (Path path : paths) {
      Path target = aside.resolve(entryFiles.segment() + "." + kind);
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
