package io.starling.antientropy.copy;

import static io.starling.antientropy.copy.Samples.at;
import static io.starling.antientropy.copy.Samples.key;
import static io.starling.antientropy.copy.Samples.put;
import static io.starling.antientropy.copy.Samples.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyWalkTest {
  private final FakeStore store = new FakeStore();
  private final SegmentCopy copy = SegmentCopy.open(0, store, new FakeLog(), Version.ZERO);

  @Property(tries = 200)
  void returnsEveryKeyPresentThroughoutWhileOthersComeAndGoAndTheStoreGrows(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int count) {
    Random random = new Random(seed);
    TreeSet<Key> throughout = new TreeSet<>();
    long sequence = 1;
    for (int i = 0; i < 200; i++) {
      copy.apply(put(key(i), value(at(1, sequence++), "stays")));
      throughout.add(key(i));
    }
    List<Key> seen = new ArrayList<>();
    int sliceBits = random.nextInt(3);
    long cursor = 0;
    int steps = 0;
    do {
      sliceBits = Math.min(12, sliceBits + random.nextInt(2));
      store.slices(1 << sliceBits);
      KeyPage page = copy.scan(cursor, count, (key, header) -> true);
      seen.addAll(page.keys());
      cursor = page.nextCursor();
      for (int i = 0; i < 20; i++) {
        Key other = key(1000 + random.nextInt(300));
        Version version = at(1, sequence++);
        Entry tombstone = Entry.tombstone(version, 0);
        copy.apply(put(other, random.nextBoolean() ? value(version, "passes") : tombstone));
      }
      assertTrue(++steps < 2000, "the walk does not end");
    } while (cursor != 0);
    assertTrue(new TreeSet<>(seen).containsAll(throughout));
    assertEquals(seen.size(), new TreeSet<>(seen).size(), "a key was returned twice");
  }

  @Test
  void returnsAboutAsManyAsAskedFor() {
    for (int i = 0; i < 100; i++) {
      copy.apply(put(key(i), value(at(1, i + 1), "x")));
    }
    assertEquals(10, copy.scan(0, 10, (key, header) -> true).keys().size());
    assertEquals(100, copy.scan(0, 1000, (key, header) -> true).keys().size());
  }

  @Test
  void hidesWhatIsNotWantedButMovesOn() {
    for (int i = 0; i < 100; i++) {
      copy.apply(put(key(i), value(at(1, i + 1), "x")));
    }
    KeyPage page = copy.scan(0, 10, (key, header) -> false);
    assertTrue(page.keys().isEmpty());
    assertTrue(page.nextCursor() > 0);
  }

  @Test
  void readsABoundedNumberOfSlicesInOneStep() {
    store.slices(1024);
    int before = store.scans();
    KeyPage page = copy.scan(0, 10, (key, header) -> true);
    assertEquals(KeyWalk.SLICES_MAX, store.scans() - before);
    assertTrue(page.nextCursor() > 0);
  }

  @Test
  void aCursorThatNobodyGaveEndsTheWalkOrBeginsIt() {
    copy.apply(put(key(1), value(at(1, 1), "x")));
    assertEquals(new KeyPage(List.of(), 0), copy.scan(Long.MAX_VALUE, 10, (key, header) -> true));
    assertEquals(
        new KeyPage(List.of(key(1)), 0), copy.scan(Long.MIN_VALUE, 10, (key, header) -> true));
  }
}
