package io.starling.storage.crash;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.journal.Checkpoint;
import io.starling.storage.journal.JournalRecord;
import io.starling.storage.journal.JournalRecord.Removed;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import io.starling.storage.journal.JournalSettings;
import io.starling.storage.journal.MappedJournal;
import io.starling.storage.journal.ReplaySummary;
import io.starling.storage.journal.StoreReplay;
import io.starling.storage.segment.DamagedEntryException;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreCatalogue;
import io.starling.storage.segment.StoreOpening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Journal and stores of a directory, written to as a node does. */
final class LiveStores implements AutoCloseable {
  private static final int FILE_LENGTH = 1 << 20;

  private final Path directory;
  private final MappedJournal journal;
  private final StoreCatalogue stores;
  private final StoreReplay replay;
  private final ReplaySummary replayed;

  /** Opens what is there, and does to it what the journal says. */
  LiveStores(Path directory, PreviousStop stop) {
    this.directory = directory;
    this.journal =
        MappedJournal.open(
            directory.resolve("journal"), new JournalSettings(FILE_LENGTH), bytes -> true);
    this.stores =
        StoreCatalogue.open(
            directory.resolve("segments"), stop, bytes -> true, (segment, key) -> {});
    this.replay = new StoreReplay(stores::find);
    this.replayed = journal.replay(stop == PreviousStop.CLEAN ? (position, record) -> {} : replay);
  }

  void createMissing() {
    for (int segment = 0; segment < RandomWrites.SEGMENTS; segment++) {
      if (stores.find(segment).isEmpty()) {
        stores.create(segment);
      }
    }
  }

  void perform(long from, long to) {
    for (long n = from; n <= to; n++) {
      JournalRecord record = RandomWrites.number(n);
      switch (record) {
        case Written written -> journal.append(written.segment(), written.write());
        case Removed removed -> journal.appendRemoval(removed.segment(), removed.key());
        case Reset reset -> journal.appendReset(reset.segment());
      }
      replay.visit(0, record);
    }
  }

  void checkpoint() {
    journal.sync();
    Checkpoint checkpoint = new Checkpoint(journal, stores, () -> {});
    checkpoint.cut(checkpoint.syncStores());
  }

  /** Copies all files as they are at this moment: as a process leaves them that is killed. */
  void copyTo(Path target) {
    copy(directory, target);
  }

  static void copy(Path source, Path target) {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : paths.sorted().toList()) {
        Files.copy(path, target.resolve(source.relativize(path).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ReplaySummary replayed() {
    return replayed;
  }

  SortedMap<Integer, StoreOpening> openings() {
    return stores.openings();
  }

  /** All that can be read. */
  SortedMap<Integer, SortedMap<Key, Entry>> entries() {
    TreeMap<Integer, SortedMap<Key, Entry>> all = new TreeMap<>();
    for (int segment = 0; segment < RandomWrites.SEGMENTS; segment++) {
      TreeMap<Key, Entry> entries = new TreeMap<>();
      all.put(segment, entries);
      stores.find(segment).ifPresent(store -> readAll(store, entries));
    }
    return all;
  }

  private static void readAll(SegmentStore store, SortedMap<Key, Entry> entries) {
    TreeMap<Key, Version> seen = new TreeMap<>();
    for (int slice = 0; slice < store.sliceCount(); slice++) {
      store.scan(slice, (key, header, value) -> seen.put(key, header.version()) == null);
    }
    for (Key key : seen.keySet()) {
      try {
        Entry entry = store.get(key);
        if (entry == null) {
          throw new IllegalStateException("a scan shows " + key + " and a look does not");
        }
        entries.put(key, entry);
      } catch (DamagedEntryException damaged) {
        // Told is as good as not there.
      }
    }
  }

  /** Whether every store takes an entry and gives it back. */
  void use(long sequence) {
    Key key = Key.of("in use");
    Entry entry = Entry.of(new Version(2, sequence), 0, 0, new byte[(int) sequence % 40_000]);
    for (SegmentStore store : stores.stores().values()) {
      store.put(key, entry);
      if (!entry.equals(store.get(key))) {
        throw new IllegalStateException("does not keep what is put");
      }
      store.remove(key);
    }
  }

  /** As a node stops that is asked to. */
  @Override
  public void close() {
    stores.close();
    journal.cutBefore(journal.position());
    journal.close();
  }

  /** Lets go of the files, as if the process had died. */
  void abandon() {
    stores.stores().values().forEach(SegmentStore::close);
    journal.close();
  }

  /** Every entry that the first writes ever put, by segment and key. */
  static SortedMap<Integer, SortedMap<Key, List<Entry>>> everWritten(long to) {
    TreeMap<Integer, SortedMap<Key, List<Entry>>> all = new TreeMap<>();
    for (long n = 1; n <= to; n++) {
      if (RandomWrites.number(n) instanceof Written(int segment, Write.Put put)) {
        put.entries()
            .forEach(
                keyed ->
                    all.computeIfAbsent(segment, any -> new TreeMap<>())
                        .computeIfAbsent(keyed.key(), any -> new ArrayList<>())
                        .add(keyed.entry()));
      }
    }
    return all;
  }
}
