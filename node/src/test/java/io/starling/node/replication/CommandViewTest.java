package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.segment.HeapSegmentStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandViewTest {
  private static final Key KEY = Key.of("k");
  private static final Key OTHER = Key.of("l");
  private static final Version NEXT = new Version(1, 9);
  private static final long NOW = 1_000;

  private final SegmentCopy copy =
      SegmentCopy.open(1, new HeapSegmentStore(), new MemoryLog(), Version.ZERO);
  private final CommandView view = new CommandView(copy, NOW, true);
  private long sequence;

  private void hold(Key key, long expireAtMillis) {
    Version version = new Version(1, ++sequence);
    Entry entry = Entry.of(version, expireAtMillis, 0, new byte[] {1});
    copy.apply(new Write.Put(version, List.of(new KeyedEntry(key, entry))));
  }

  private List<KeyedEntry> written() {
    return ((Write.Put) view.toWrite(NEXT)).entries();
  }

  @Test
  void readingChangesNothingAndIsNoted() {
    hold(KEY, EntryHeader.NEVER);
    assertNotNull(view.get(KEY));
    assertNull(view.header(OTHER));
    assertFalse(view.hasChanges());
    assertEquals(List.of(KEY, OTHER), view.touched());
  }

  @Test
  void anExpiredKeyThatIsTouchedIsRemoved() {
    hold(KEY, NOW);
    assertNull(view.get(KEY));
    assertTrue(view.hasChanges());
    assertTrue(written().get(0).entry().isTombstone());
  }

  @Test
  void aKeyThatExpiresInAMillisecondIsStillThere() {
    hold(KEY, NOW + 1);
    assertNotNull(view.header(KEY));
    assertFalse(view.hasChanges());
  }

  @Test
  void whoMayNotWriteOnlyHidesWhatHasExpired() {
    hold(KEY, NOW);
    CommandView reader = new CommandView(copy, NOW, false);
    assertNull(reader.get(KEY));
    assertFalse(reader.hasChanges());
  }

  @Test
  void seesItsOwnChanges() {
    hold(KEY, EntryHeader.NEVER);
    view.set(KEY, new byte[] {7}, EntryHeader.NEVER);
    assertArrayEquals(new byte[] {7}, view.get(KEY).value());
    view.delete(KEY);
    assertNull(view.get(KEY));
    assertTrue(written().get(0).entry().isTombstone());
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    view.delete(KEY);
    assertFalse(view.hasChanges());
  }

  @Test
  void aSingleChangeIsNoBatch() {
    view.set(KEY, new byte[] {7}, 5_000);
    KeyedEntry only = written().get(0);
    assertEquals(new KeyedEntry(KEY, Entry.of(NEXT, 5_000, 0, new byte[] {7})), only);
  }

  @Test
  void changesTogetherAreABatchOfOneVersion() {
    hold(OTHER, EntryHeader.NEVER);
    view.set(KEY, new byte[] {7}, EntryHeader.NEVER);
    view.delete(OTHER);
    assertEquals(2, written().size());
    for (KeyedEntry each : written()) {
      assertEquals(NEXT, each.entry().version());
      assertTrue(each.entry().header().isBatch());
    }
    assertEquals(3, view.changedBytes());
  }

  @Test
  void aFlushIsAFloor() {
    hold(KEY, EntryHeader.NEVER);
    view.flush();
    assertEquals(new Write.Floor(NEXT), view.toWrite(NEXT));
    assertTrue(view.sawWhole());
  }

  @Test
  void countingAndWalkingSeeTheSegmentAsAWhole() {
    hold(KEY, EntryHeader.NEVER);
    hold(OTHER, NOW);
    assertFalse(view.sawWhole());
    assertEquals(2, view.keyCount());
    assertTrue(view.sawWhole());
    assertEquals(List.of(KEY), view.scan(0, 100, key -> true).keys());
  }
}
