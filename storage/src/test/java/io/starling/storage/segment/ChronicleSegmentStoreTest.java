package io.starling.storage.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.segment.StoreOpening.Quarantined;
import io.starling.storage.segment.StoreOpening.Recovered;
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

final class ChronicleSegmentStoreTest {
  @TempDir private Path directory;

  private final List<Key> damaged = new ArrayList<>();
  private boolean diskFull;
  private StoreCatalogue catalogue;
  private SegmentStore store;

  @AfterEach
  void close() {
    if (catalogue != null) {
      catalogue.close();
    }
  }

  @Test
  void keepsAnEntryOfTheLargestSizes() {
    openNew();
    Key key = Key.of(new byte[Key.LENGTH_MAX]);
    Entry entry = value(1, Entry.VALUE_LENGTH_MAX);
    store.put(key, entry);
    assertEquals(entry, store.get(key));
  }

  @Test
  void readsAndReplacesInPlaceButDoesNotGrowWhenTheDiskIsFull() {
    openNew();
    store.put(Key.of("large"), value(1, 20_000));
    int stored = fillUntilTheStoreIsFull();
    assertEquals(value(1, 20_000), store.get(Key.of("large")));
    for (int i = 0; i < stored; i++) {
      store.put(Key.of("key " + i), value(i + 7, 100));
      assertEquals(value(i + 7, 100), store.get(Key.of("key " + i)));
    }
    Key last = Key.of("key 0");
    assertThrows(StoreFullException.class, () -> store.put(last, value(9, 15_000)));
    assertEquals(value(7, 100), store.get(last));
    assertEquals(stored + 1, store.entryCount());
    diskFull = false;
    store.put(last, value(9, 15_000));
    assertEquals(value(9, 15_000), store.get(last));
  }

  @Test
  void leavesNothingBehindOfALargeValueThatDoesNotFit() {
    openNew();
    store.put(Key.of("large"), value(1, 20_000));
    diskFull = true;
    assertThrows(StoreFullException.class, () -> store.put(Key.of("large"), value(2, 5_000_000)));
    assertEquals(value(1, 20_000), store.get(Key.of("large")));
    for (int i = 0; i < 50; i++) {
      store.put(Key.of("large"), value(3 + i, 500_000));
    }
    assertEquals(value(52, 500_000), store.get(Key.of("large")));
  }

  @Test
  void isEmptiedEvenWhenTheDiskIsFull() {
    openNew();
    fillUntilTheStoreIsFull();
    store.clear();
    assertEquals(0, store.entryCount());
    assertNull(store.get(Key.of("key 0")));
  }

  @Test
  void reportsADamagedValueInsteadOfReturningIt() throws IOException {
    openNew();
    for (int i = 0; i < 100; i++) {
      store.put(Key.of("key " + i), value(i + 1, 40));
    }
    store.put(Key.of("victim"), Entry.of(new Version(1, 500), 0, 0, "needle!!".getBytes(UTF_8)));
    store.sync();
    overwrite("needle!!", "noodles!");
    assertThrows(DamagedEntryException.class, () -> store.get(Key.of("victim")));
    assertEquals(value(1, 40), store.get(Key.of("key 0")));
    store.put(Key.of("victim"), value(501, 8));
    assertEquals(value(501, 8), store.get(Key.of("victim")));
  }

  @Test
  void aScanPassesOverADamagedHeaderAndTellsItsKey() throws IOException {
    openNew();
    long sequence = 0x1122334455667788L;
    store.put(Key.of("good"), value(1, 10));
    store.put(Key.of("victim"), value(sequence, 10));
    overwrite(littleEndian(sequence), littleEndian(sequence ^ 1));
    assertThrows(DamagedEntryException.class, () -> store.header(Key.of("victim")));
    List<Key> seen = new ArrayList<>();
    store.scan(0, (key, header, value) -> seen.add(key));
    assertEquals(List.of(Key.of("good")), seen);
    assertEquals(List.of(Key.of("victim")), damaged);
  }

  @Test
  void countsADamagedEntryForWhatItTakesWhenItIsReplaced() throws IOException {
    openNew();
    long sequence = 0x1122334455667788L;
    store.put(Key.of("victim"), value(1, 20));
    long used = store.usedBytes();
    store.put(Key.of("victim"), value(sequence, 20));
    byte[] before = Arrays.copyOf(new byte[] {0, 1, 0, 0, 0}, 13);
    System.arraycopy(littleEndian(sequence), 0, before, 5, Long.BYTES);
    byte[] after = before.clone();
    after[0] = (byte) RecordLayout.IN_PARTS;
    overwrite(before, after);
    store.put(Key.of("victim"), value(2, 20));
    long drift = Math.abs(store.usedBytes() - used);
    assertTrue(drift <= RecordLayout.HEAD_LENGTH_MAX, () -> "off by " + drift);
  }

  @Test
  void dropsADamagedEntryWhenItIsOpenedAndSaysSo() throws IOException {
    openNew();
    store.put(Key.of("good"), value(1, 10));
    store.put(Key.of("victim"), Entry.of(new Version(1, 5), 0, 0, "needle!!".getBytes(UTF_8)));
    catalogue.close();
    overwrite("needle!!", "noodles!");
    open(PreviousStop.CLEAN);
    assertEquals(new Recovered(1, 0, 1), catalogue.openings().get(3));
    assertEquals(
        "entries missing: 1, entries not in the index: 0, stretches that are no entry: 1",
        catalogue.openings().get(3).toString());
    assertEquals(value(1, 10), store.get(Key.of("good")));
    assertNull(store.get(Key.of("victim")));
  }

  @Test
  void opensAfterAnUncleanStopWithAllThatWasStored() {
    openNew();
    for (int i = 0; i < 2_000; i++) {
      store.put(Key.of("key " + i), value(i + 1, i % 300));
    }
    store.put(Key.of("large"), value(9_999, 100_000));
    catalogue.syncAll();
    catalogue.stores().get(3).close();
    open(PreviousStop.PROCESS_DIED);
    assertEquals(new Recovered(0, 0, 0), catalogue.openings().get(3));
    assertEquals(2_001, store.entryCount());
    assertEquals(value(9_999, 100_000), store.get(Key.of("large")));
    for (int i = 0; i < 2_000; i++) {
      assertEquals(value(i + 1, i % 300), store.get(Key.of("key " + i)));
    }
  }

  @Test
  void afterPowerLossOpensTheFileThatWasWholeAtTheLastSync() throws IOException {
    openNew();
    store.put(Key.of("synced"), value(1, 10));
    store.sync();
    for (int i = 0; i < 2_000; i++) {
      store.put(Key.of("key " + i), value(i + 1, 100));
    }
    assertEquals(2, files().size());
    catalogue.stores().get(3).close();
    open(PreviousStop.MACHINE_STOPPED);
    assertEquals(1, files().size());
    assertEquals(value(1, 10), store.get(Key.of("synced")));
    assertTrue(store.entryCount() < 2_000, "the journal has the rest");
  }

  @Test
  void afterTheDeathOfTheProcessOpensTheNewestFile() throws IOException {
    openNew();
    store.sync();
    for (int i = 0; i < 2_000; i++) {
      store.put(Key.of("key " + i), value(i + 1, 100));
    }
    assertEquals(2, files().size());
    catalogue.stores().get(3).close();
    open(PreviousStop.PROCESS_DIED);
    assertEquals(1, files().size());
    assertEquals(2_000, store.entryCount());
  }

  @Test
  void givesAFileThatWasCutShortItsLengthAndSaysHowManyEntriesAreMissing() throws IOException {
    openNew();
    store.put(Key.of("a"), value(1, 10));
    catalogue.close();
    cutTo(5_000);
    open(PreviousStop.CLEAN);
    assertEquals(new Recovered(1, 0, 0), catalogue.openings().get(3));
    assertEquals(0, store.entryCount());
    store.put(Key.of("a"), value(2, 10));
    catalogue.close();
    open(PreviousStop.CLEAN);
    assertEquals(new StoreOpening.Intact(), catalogue.openings().get(3));
    assertEquals(value(2, 10), store.get(Key.of("a")));
  }

  @Test
  void saysWhenNobodyCanTellHowManyEntriesThereWere() throws IOException {
    openNew();
    for (int i = 0; i < 100; i++) {
      store.put(Key.of("key " + i), value(i + 1, 40));
    }
    catalogue.close();
    try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
      file.seek(4096);
      file.write(new byte[8192]);
    }
    open(PreviousStop.CLEAN);
    Recovered recovered = (Recovered) catalogue.openings().get(3);
    assertEquals(store.entryCount(), recovered.unindexed());
    assertTrue(recovered.unindexed() > 0 && recovered.unindexed() < 100, recovered::toString);
  }

  @Test
  void putsAFileAsideOfWhichNothingIsLeft() throws IOException {
    openNew();
    store.put(Key.of("a"), value(1, 10));
    catalogue.close();
    cutTo(100);
    open(PreviousStop.CLEAN);
    assertInstanceOf(Quarantined.class, catalogue.openings().get(3));
    assertTrue(Files.exists(directory.resolve("quarantine/3.entries")));
    assertEquals(0, store.entryCount());
    store.put(Key.of("a"), value(2, 10));
    catalogue.close();
    open(PreviousStop.CLEAN);
    assertEquals(value(2, 10), store.get(Key.of("a")));
  }

  private void cutTo(long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
      file.setLength(length);
    }
  }

  @Test
  void droppingASegmentDeletesItsFiles() throws IOException {
    openNew();
    for (int i = 0; i < 2_000; i++) {
      store.put(Key.of("key " + i), value(i + 1, 100));
    }
    store.put(Key.of("large"), value(1, 20_000));
    catalogue.drop(3);
    assertEquals(List.of(), files());
    assertTrue(catalogue.find(3).isEmpty());
    store = catalogue.create(3);
    assertEquals(0, store.entryCount());
  }

  @Test
  void aStoreWhoseFileIsCutUnderItFailsAloneAndCanBeReplaced() throws IOException {
    openNew();
    store.put(Key.of("a"), value(1, 100));
    store.sync();
    SegmentStore other = catalogue.create(4);
    other.put(Key.of("a"), value(1, 100));
    try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
      file.setLength(8192);
    }
    assertThrows(StoreFailedException.class, () -> store.get(Key.of("a")));
    assertThrows(StoreFailedException.class, () -> store.put(Key.of("b"), value(2, 100)));
    assertEquals(value(1, 100), other.get(Key.of("a")));
    catalogue.drop(3);
    store = catalogue.create(3);
    store.put(Key.of("a"), value(3, 100));
    assertEquals(value(3, 100), store.get(Key.of("a")));
  }

  @Test
  void aStoreThatWasClosedIsNotUsed() {
    openNew();
    store.close();
    store.sync();
    assertThrows(IllegalStateException.class, () -> store.get(Key.of("a")));
  }

  private int fillUntilTheStoreIsFull() {
    diskFull = true;
    int stored = 0;
    try {
      for (; stored < 100_000; stored++) {
        store.put(Key.of("key " + stored), value(stored + 1, 100));
      }
    } catch (StoreFullException full) {
      assertNull(store.get(Key.of("key " + stored)));
    }
    assertTrue(stored >= 400 && stored < 100_000, "stored " + stored);
    return stored;
  }

  private void overwrite(String before, String after) throws IOException {
    overwrite(before.getBytes(UTF_8), after.getBytes(UTF_8));
  }

  private void overwrite(byte[] before, byte[] after) throws IOException {
    Path path = files().getFirst();
    byte[] content = Files.readAllBytes(path);
    int found = 0;
    for (int i = 0; i + before.length <= content.length; i++) {
      if (Arrays.equals(content, i, i + before.length, before, 0, before.length)) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
          file.seek(i);
          file.write(after);
        }
        found++;
      }
    }
    assertEquals(1, found);
  }

  private static byte[] littleEndian(long value) {
    byte[] bytes = new byte[Long.BYTES];
    RecordLayout.putLong(bytes, 0, value);
    return bytes;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void openNew() {
    open(PreviousStop.CLEAN);
    store = catalogue.create(3);
  }

  private void open(PreviousStop stop) {
    catalogue =
        StoreCatalogue.open(
            directory, stop, bytes -> !diskFull, (segment, key) -> damaged.add(key));
    store = catalogue.find(3).orElse(null);
  }

  private static Entry value(long sequence, int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) sequence);
    return Entry.of(new Version(1, sequence), EntryHeader.NEVER, 0, value);
  }
}
