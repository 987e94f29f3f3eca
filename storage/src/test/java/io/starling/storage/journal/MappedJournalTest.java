package io.starling.storage.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.journal.JournalRecord.Removed;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import io.starling.storage.segment.StoreFullException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappedJournalTest {
  private static final JournalSettings SMALL = new JournalSettings(64 * 1024);

  @TempDir private Path directory;
  private boolean diskFull;
  private MappedJournal journal;

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void replaysEveryKindOfRecordInOrder() {
    open();
    Version version = new Version(3, 9);
    Write batch =
        new Write.Put(
            version,
            List.of(
                new KeyedEntry(Key.of(""), Entry.tombstone(version, EntryHeader.BATCH)),
                new KeyedEntry(
                    Key.of("b"), Entry.of(version, 77, EntryHeader.BATCH, new byte[1_000]))));
    List<JournalRecord> expected =
        List.of(
            new Written(16_383, batch),
            new Written(0, new Write.Floor(new Version(4, 1))),
            new Written(1, new Write.Purge(new Version(4, 2), new Version(4, 1))),
            new Removed(2, Key.of("gone")),
            new Reset(3));
    journal.append(16_383, batch);
    journal.append(0, new Write.Floor(new Version(4, 1)));
    journal.append(1, new Write.Purge(new Version(4, 2), new Version(4, 1)));
    journal.appendRemoval(2, Key.of("gone"));
    journal.appendReset(3);
    reopen();
    assertEquals(expected, replayed(ReplaySummary.whole(5, false)));
  }

  @Test
  void positionsGoOnOverFilesAndRestarts() {
    open();
    long last = 0;
    for (int restart = 0; restart < 3; restart++) {
      for (int i = 0; i < 30; i++) {
        long position = journal.append(1, put(i, 10_000));
        assertTrue(position > last);
        last = position;
      }
      reopen();
      journal.cutBefore(journal.position());
    }
  }

  @Test
  void replaysOverManyFilesAndRestarts() throws IOException {
    open();
    List<JournalRecord> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      journal.append(1, put(i, i % 7 * 3_000));
      expected.add(new Written(1, put(i, i % 7 * 3_000)));
      if (i % 20 == 19) {
        reopen();
      }
    }
    assertTrue(files().size() > 3);
    assertEquals(expected, replayed(ReplaySummary.whole(60, false)));
  }

  @Test
  void aRecordLargerThanAFileGetsAFileOfItsOwn() {
    open();
    journal.append(1, put(1, 10));
    journal.append(1, put(2, 300_000));
    journal.append(1, put(3, 10));
    reopen();
    assertEquals(
        List.of(
            new Written(1, put(1, 10)),
            new Written(1, put(2, 300_000)),
            new Written(1, put(3, 10))),
        replayed(ReplaySummary.whole(3, false)));
  }

  @Test
  void aRecordTornAtAnyByteIsDroppedAndThoseBeforeItStay() throws IOException {
    open();
    journal.append(1, put(1, 30));
    int from = (int) journal.position();
    journal.append(1, put(2, 30));
    int to = (int) journal.position();
    journal.close();
    byte[] whole = Files.readAllBytes(files().getFirst());
    for (int torn = from; torn < to - 2; torn++) {
      byte[] content = whole.clone();
      Arrays.fill(content, torn, to, (byte) 0);
      Files.write(files().getFirst(), content);
      open();
      assertEquals(
          List.of(new Written(1, put(1, 30))), replayed(ReplaySummary.whole(1, torn > from)));
      journal.close();
    }
  }

  @Test
  void goesOnBehindATornRecordAndDoesNotTakeItForDamageLater() throws IOException {
    open();
    journal.append(1, put(1, 30));
    int from = (int) journal.position();
    journal.append(1, put(2, 30));
    journal.close();
    overwrite(files().getFirst(), from + 40, (byte) 0xee);
    open();
    assertEquals(List.of(new Written(1, put(1, 30))), replayed(ReplaySummary.whole(1, true)));
    journal.append(1, put(3, 30));
    reopen();
    assertEquals(
        List.of(new Written(1, put(1, 30)), new Written(1, put(3, 30))),
        replayed(ReplaySummary.whole(2, false)));
  }

  @Test
  void reportsDamageBeforeTheEndAndReadsOnBehindIt() throws IOException {
    open();
    int from = 0;
    int to = 0;
    for (int i = 0; i < 40; i++) {
      from = i == 3 ? (int) journal.position() : from;
      journal.append(1, put(i, 5_000));
      to = i == 3 ? (int) journal.position() : to;
    }
    journal.close();
    overwrite(files().getFirst(), from + 100, (byte) 0xee);
    open();
    List<JournalRecord> records = new ArrayList<>();
    ReplaySummary summary = journal.replay((position, record) -> records.add(record));
    assertEquals(39, summary.records());
    assertFalse(summary.torn());
    assertEquals(
        List.of(new ReplaySummary.Damage(files().getFirst().toString(), from, to)),
        summary.damages());
    assertFalse(records.contains(new Written(1, put(3, 5_000))));
  }

  @Test
  void readsOnBehindAHoleInTheNewestFileOfWhichNobodyKnowsTheEnd() throws IOException {
    open();
    journal.append(1, put(1, 30));
    int from = (int) journal.position();
    journal.append(1, put(2, 30));
    int to = (int) journal.position();
    journal.append(1, put(3, 30));
    journal.close();
    overwrite(files().getFirst(), from + 40, (byte) 0xee);
    open();
    var hole = new ReplaySummary.Damage(files().getFirst().toString(), from, to);
    ReplaySummary expected = new ReplaySummary(2, false, List.of(hole), List.of());
    assertEquals(
        List.of(new Written(1, put(1, 30)), new Written(1, put(3, 30))), replayed(expected));
    assertEquals(
        "records read: 2, stretches lost: 1, first from %d to %d in %s"
            .formatted(from, to, files().getFirst()),
        expected.toString());
    assertTrue(expected.isDamaged(PreviousStop.PROCESS_DIED));
    assertFalse(expected.isDamaged(PreviousStop.MACHINE_STOPPED));
  }

  @Test
  void goesOnInAFileOfItsOwnWhenTheLastOneWasCutToNothing() throws IOException {
    open();
    journal.append(1, put(1, 30));
    journal.close();
    Files.write(files().getFirst(), new byte[0]);
    open();
    assertEquals(0, journal.replay((position, record) -> {}).records());
    long position = journal.position();
    journal.append(1, put(2, 30));
    journal.sync();
    journal.cutBefore(position);
    reopen();
    assertEquals(List.of(new Written(1, put(2, 30))), replayed(ReplaySummary.whole(1, false)));
  }

  @Test
  void doesNotTakeTheContentOfARecycledFileForRecords() throws IOException {
    open();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 20; i++) {
        journal.append(1, put(i, 9_000));
      }
      journal.sync();
      journal.cutBefore(journal.position());
      assertTrue(files().size() <= 2, "the files are reused");
    }
    reopen();
    List<JournalRecord> records = new ArrayList<>();
    ReplaySummary summary = journal.replay((position, record) -> records.add(record));
    assertEquals(List.of(), summary.damages());
    assertEquals(new Written(1, put(19, 9_000)), records.getLast());
    assertTrue(records.size() < 20);
  }

  @Test
  void cutsNothingThatLiesBehindThePosition() {
    open();
    long position = 0;
    for (int i = 0; i < 40; i++) {
      position = i == 20 ? journal.position() : position;
      journal.append(1, put(i, 9_000));
    }
    journal.cutBefore(position);
    reopen();
    List<JournalRecord> records = new ArrayList<>();
    journal.replay((at, record) -> records.add(record));
    assertTrue(records.size() >= 20 && records.size() < 40);
    for (int i = 20; i < 40; i++) {
      assertTrue(records.contains(new Written(1, put(i, 9_000))));
    }
  }

  @Test
  void tellsThePositionThatIsSynced() {
    open();
    long first = journal.append(1, put(1, 10));
    assertTrue(journal.syncedPosition() < first);
    assertEquals(first, journal.sync());
    assertEquals(first, journal.syncedPosition());
    long second = journal.append(1, put(2, 10));
    assertEquals(first, journal.syncedPosition());
    assertEquals(second, journal.sync());
  }

  @Test
  void recordsNothingWhenTheDiskIsFullAndGoesOnWhenThereIsRoom() {
    open();
    diskFull = true;
    assertThrows(StoreFullException.class, () -> journal.append(1, put(1, 10)));
    diskFull = false;
    long position = journal.append(1, put(2, 40_000));
    diskFull = true;
    assertThrows(StoreFullException.class, () -> journal.append(1, put(3, 40_000)));
    assertEquals(position, journal.position());
    journal.append(1, put(4, 10));
    reopen();
    assertEquals(
        List.of(new Written(1, put(2, 40_000)), new Written(1, put(4, 10))),
        replayed(ReplaySummary.whole(2, false)));
  }

  private List<JournalRecord> replayed(ReplaySummary expected) {
    List<JournalRecord> records = new ArrayList<>();
    assertEquals(expected, journal.replay((position, record) -> records.add(record)));
    return records;
  }

  private void open() {
    journal = MappedJournal.open(directory, SMALL, bytes -> !diskFull);
  }

  private void reopen() {
    journal.close();
    open();
    assertNotNull(journal.replay((position, record) -> {}));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.filter(path -> path.toString().endsWith(".journal")).sorted().toList();
    }
  }

  private static void overwrite(Path path, int offset, byte value) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(offset);
      file.write(value);
    }
  }

  private static Write put(int sequence, int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) (sequence + 1));
    Version version = new Version(1, sequence);
    Entry entry = Entry.of(version, EntryHeader.NEVER, 0, value);
    return new Write.Put(version, List.of(new KeyedEntry(Key.of("key " + sequence), entry)));
  }
}
