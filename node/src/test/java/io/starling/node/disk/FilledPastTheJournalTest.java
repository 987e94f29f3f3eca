package io.starling.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.disk.DataDisk.DiskSurroundings;
import io.starling.node.replication.PreparedLoad;
import io.starling.node.room.NodeRoom;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreExtent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is filled past the journal, and what a killed process leaves of it. */
final class FilledPastTheJournalTest {
  private static final int SEGMENT = 5;
  private static final int ENTRIES = 3000;
  private static final StoreExtent EXPECTED = new StoreExtent(ENTRIES, 100 * ENTRIES);

  @TempDir private Path directory;

  @Test
  void whatIsFilledIsNotJournalled() {
    DataDisk disk = open("live");
    SegmentCopy copy = disk.prepareLoad(SEGMENT, EXPECTED).begin();
    long before = disk.journalPosition();
    fill(copy);
    assertEquals(before, disk.journalPosition());
    copy.endLoad();
    copy.apply(put("later", 1));
    assertTrue(disk.journalPosition() > before);
    disk.close();
  }

  @Test
  void whatWasStoredIsThereAfterAKillWhateverTheJournalSaysOfEarlierCopies() throws IOException {
    DataDisk disk = open("live");
    SegmentCopy copy = filledAfterAnother(disk);
    copy.endLoad();
    disk.store(SEGMENT, disk.journalPosition());
    disk.metadata().sync();
    copy.apply(put("later", 1));
    copy.apply(new Write.Put(new Version(2, 2), List.of(new KeyedEntry(key(3), tombstone(2)))));
    long root = copy.root();
    DataDisk killed = killed(disk);
    SegmentCopy found = killed.openCopy(SEGMENT, Version.ZERO);
    assertEquals(root, found.root());
    assertFalse(found.needsStoring());
    killed.close();
  }

  @Test
  void theFloorThatCameWithWhatWasStoredIsThereToo() throws IOException {
    DataDisk disk = open("live");
    SegmentCopy copy = filledAfterAnother(disk);
    copy.replaceFloor(new Version(1, 10));
    copy.endLoad();
    disk.store(SEGMENT, disk.journalPosition());
    disk.metadata().sync();
    long root = copy.root();
    DataDisk killed = killed(disk);
    SegmentCopy found = killed.openCopy(SEGMENT, Version.ZERO);
    assertEquals(new Version(1, 10), found.floor());
    assertEquals(root, found.root());
    killed.close();
  }

  /** Which is why nothing may rely on it before: the end of the earlier copy is replayed. */
  @Test
  void whatWasNotStoredIsEmptiedByTheEndOfAnEarlierCopy() throws IOException {
    DataDisk disk = open("live");
    SegmentCopy copy = filledAfterAnother(disk);
    copy.endLoad();
    DataDisk killed = killed(disk);
    assertEquals(0, killed.openCopy(SEGMENT, Version.ZERO).keyCount());
    killed.close();
  }

  @Test
  void aCopyThatDoesNotBeginEmptyIsJournalled() {
    DataDisk disk = open("live");
    disk.openCopy(SEGMENT, Version.ZERO).apply(put("held", 1));
    SegmentCopy copy = disk.prepareLoad(SEGMENT, EXPECTED).begin();
    assertFalse(copy.isLoading());
    assertEquals(1, copy.keyCount());
    disk.close();
  }

  /** It is younger than the copy that is in use, which must not be taken for an older state. */
  @Test
  void ofAFileThatWasOnlyPreparedNothingIsFoundAfterAKill() throws IOException {
    DataDisk disk = open("live");
    disk.openCopy(SEGMENT, Version.ZERO).apply(put("held", 1));
    PreparedLoad unused = disk.prepareLoad(SEGMENT, EXPECTED);
    DataDisk killed = killed(disk);
    assertEquals(1, killed.openCopy(SEGMENT, Version.ZERO).keyCount());
    killed.close();
  }

  @Test
  void aDropEndsWhatWasNotedOfAnEarlierLoad() throws IOException {
    DataDisk disk = open("live");
    SegmentCopy copy = filledAfterAnother(disk);
    copy.endLoad();
    disk.store(SEGMENT, disk.journalPosition());
    disk.metadata().sync();
    disk.dropCopy(SEGMENT);
    disk.openCopy(SEGMENT, Version.ZERO).apply(put("of the next copy", 1));
    DataDisk killed = killed(disk);
    SegmentCopy found = killed.openCopy(SEGMENT, Version.ZERO);
    assertEquals(1, found.keyCount());
    assertNull(found.get(key(1)));
    killed.close();
  }

  private static SegmentCopy filledAfterAnother(DataDisk disk) {
    disk.openCopy(SEGMENT, Version.ZERO).apply(put("of an earlier copy", 1));
    disk.dropCopy(SEGMENT);
    SegmentCopy copy = disk.prepareLoad(SEGMENT, EXPECTED).begin();
    assertTrue(copy.isLoading());
    fill(copy);
    return copy;
  }

  private static void fill(SegmentCopy copy) {
    for (int i = 0; i < ENTRIES; i++) {
      KeyedEntry entry = new KeyedEntry(key(i), value(1, i + 1L));
      copy.replace(entry, copy.header(entry.key()));
    }
  }

  private static Key key(int number) {
    return Key.of("key:" + number);
  }

  private static Entry value(long epoch, long sequence) {
    return Entry.of(new Version(epoch, sequence), EntryHeader.NEVER, 0, new byte[50]);
  }

  private static Entry tombstone(long sequence) {
    return Entry.tombstone(new Version(2, sequence), 0);
  }

  private static Write put(String key, long sequence) {
    Entry entry = value(2, sequence);
    return new Write.Put(entry.version(), List.of(new KeyedEntry(Key.of(key), entry)));
  }

  private DataDisk open(String name) {
    DiskSurroundings surroundings =
        new DiskSurroundings(
            (segment, key) -> {},
            () -> {},
            failure -> {
              throw failure;
            },
            NodeRoom.unlimited(1));
    return DataDisk.open(
        DiskSettings.of(directory.resolve(name), true, 0), new NodeId(1, 1), surroundings);
  }

  /** The files as a process leaves them that is killed now, opened by the next one. */
  private DataDisk killed(DataDisk disk) throws IOException {
    Path live = directory.resolve("live");
    Path left = directory.resolve("left");
    try (Stream<Path> paths = Files.walk(live)) {
      for (Path path : paths.sorted().toList()) {
        Files.copy(path, left.resolve(live.relativize(path).toString()));
      }
    }
    disk.close();
    return open("left");
  }
}
