package io.starling.storage.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class HeapSegmentStoreTest {
  private final HeapSegmentStore store = new HeapSegmentStore();

  @Test
  void countsBytesAsEntriesComeChangeAndGo() {
    store.put(Key.of("a"), value(1, 100));
    long one = store.usedBytes();
    store.put(Key.of("a"), value(2, 10));
    assertEquals(one - 90, store.usedBytes());
    store.remove(Key.of("a"));
    assertEquals(0, store.usedBytes());
    assertNull(store.get(Key.of("a")));
  }

  @Test
  void everyKeyIsInTheSliceOfItsPlacementHashAndInNoOther() {
    TreeSet<Key> expected = new TreeSet<>();
    for (int i = 0; i < 10_000; i++) {
      Key key = Key.of("key " + i);
      store.put(key, value(i + 1, 4));
      expected.add(key);
    }
    assertEquals(8, store.sliceCount());
    List<Key> seen = new ArrayList<>();
    for (int slice = 0; slice < store.sliceCount(); slice++) {
      int wanted = slice;
      store.scan(
          slice,
          (key, header, value) -> {
            assertEquals(wanted, key.placementHash() & 7);
            return seen.add(key);
          });
    }
    assertEquals(expected.size(), seen.size());
    assertEquals(expected, new TreeSet<>(seen));
  }

  @Test
  void aVisitorEndsTheScan() {
    store.put(Key.of("a"), value(1, 1));
    store.put(Key.of("b"), value(2, 1));
    List<Key> seen = new ArrayList<>();
    store.scan(0, (key, header, value) -> !seen.add(key));
    assertEquals(1, seen.size());
  }

  @Test
  void refusesAKeyAboveTheLimitAndNamesIt() {
    Key tooLong = Key.of(new byte[Key.LENGTH_MAX + 1]);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> store.put(tooLong, value(1, 1)));
    assertTrue(refusal.getMessage().contains("65536"));
  }

  private static Entry value(long sequence, int length) {
    return Entry.of(new Version(1, sequence), EntryHeader.NEVER, 0, new byte[length]);
  }
}
