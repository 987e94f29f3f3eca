package io.starling.storage.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.segment.StoreOpening.Intact;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** The store on disk answers whatever is done to it as the one on the heap does. */
final class SegmentStoreAgreementTest {
  private static final int SEGMENT = 7;

  private Path directory;
  private StoreCatalogue catalogue;
  private SegmentStore store;
  private HeapSegmentStore model;
  private long sequence;

  @BeforeTry
  void makeAnEmptyStore() {
    directory = TemporaryDirectory.make();
    catalogue = open();
    store = catalogue.create(SEGMENT);
    model = new HeapSegmentStore();
  }

  @AfterTry
  void deleteIt() {
    catalogue.close();
    TemporaryDirectory.delete(directory);
  }

  @Property(tries = 60)
  void agreesWithTheHeapStore(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      perform(step);
      assertEquals(model.entryCount(), store.entryCount());
      assertEquals(model.usedBytes(), store.usedBytes());
    }
    assertSameEntries();
  }

  private void perform(Step step) {
    switch (step) {
      case PutRun run -> {
        for (int i = 0; i < run.count; i++) {
          put(key(run.keyLength, run.firstKey + i), run.valueLength, run.expires);
        }
      }
      case RemoveRun run -> {
        for (int i = 0; i < run.count; i++) {
          Key key = key(run.keyLength, run.firstKey + i);
          store.remove(key);
          model.remove(key);
        }
      }
      case Sync() -> store.sync();
      case Clear() -> {
        store.clear();
        model.clear();
      }
      case Reopen() -> {
        catalogue.close();
        catalogue = open();
        assertEquals(new Intact(), catalogue.openings().get(SEGMENT));
        store = catalogue.find(SEGMENT).orElseThrow();
      }
    }
  }

  private void put(Key key, int valueLength, boolean expires) {
    sequence++;
    byte[] value = new byte[valueLength];
    new Random(sequence).nextBytes(value);
    Version version = new Version(1 + sequence % 3, sequence);
    Entry entry =
        valueLength == 0
            ? Entry.tombstone(version, EntryHeader.BATCH)
            : Entry.of(version, expires ? sequence : EntryHeader.NEVER, 0, value);
    store.put(key, entry);
    model.put(key, entry);
    assertEquals(entry, store.get(key));
  }

  private void assertSameEntries() {
    TreeMap<Key, Entry> expected = new TreeMap<>();
    for (int slice = 0; slice < model.sliceCount(); slice++) {
      model.scan(
          slice, (key, header, value) -> expected.put(key, new Entry(header, value.get())) == null);
    }
    expected.forEach((key, entry) -> assertEquals(entry.header(), store.header(key)));
    TreeSet<Key> seen = new TreeSet<>();
    for (int slice = 0; slice < store.sliceCount(); slice++) {
      int wanted = slice;
      int mask = store.sliceCount() - 1;
      store.scan(
          slice,
          (key, header, value) -> {
            assertEquals(wanted, key.placementHash() & mask, "slice of " + key);
            assertEquals(expected.get(key).header(), header);
            assertArrayEquals(expected.get(key).value(), value.get());
            return seen.add(key);
          });
    }
    assertEquals(expected.keySet(), seen);
    assertTrue(Integer.bitCount(store.sliceCount()) == 1);
  }

  private static Key key(int length, int number) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < Math.min(4, length); i++) {
      bytes[i] = (byte) (number >>> (8 * i));
    }
    return Key.of(bytes);
  }

  private StoreCatalogue open() {
    return StoreCatalogue.open(
        directory,
        PreviousStop.CLEAN,
        bytes -> true,
        (segment, key) -> {
          throw new AssertionError("damaged: " + key);
        });
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> keyLengths =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 40)),
            Tuple.of(1, Arbitraries.of(127, 128, 5_000, Key.LENGTH_MAX)));
    Arbitrary<Integer> valueLengths =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 300)),
            Tuple.of(2, Arbitraries.integers().between(300, 20_000)),
            Tuple.of(1, Arbitraries.of(16_384, 16_385, 32_748, 32_749, 200_000, 3_000_000)));
    Arbitrary<Integer> firstKeys = Arbitraries.integers().between(0, 60);
    Arbitrary<Step> smallRuns =
        Combinators.combine(keyLengths, firstKeys, Arbitraries.integers().between(1, 12))
            .flatAs(
                (keyLength, first, count) ->
                    Combinators.combine(valueLengths, Arbitraries.of(true, false))
                        .as(
                            (length, expires) ->
                                new PutRun(keyLength, first, count, length, expires)));
    Arbitrary<Step> longRuns =
        Combinators.combine(Arbitraries.integers().between(1, 4_000), valueLengths)
            .as((count, length) -> new PutRun(16, 0, count, length % 500, false));
    Arbitrary<Step> removals =
        Combinators.combine(keyLengths, firstKeys, Arbitraries.integers().between(1, 2_000))
            .as(RemoveRun::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, smallRuns),
            Tuple.of(2, longRuns),
            Tuple.of(3, removals),
            Tuple.of(2, Arbitraries.of(new Sync(), new Reopen())),
            Tuple.of(1, Arbitraries.of(new Clear(), new Sync())))
        .list()
        .ofMaxSize(24);
  }

  /** One thing that is done to both stores. */
  sealed interface Step {}

  record PutRun(int keyLength, int firstKey, int count, int valueLength, boolean expires)
      implements Step {}

  record RemoveRun(int keyLength, int firstKey, int count) implements Step {}

  record Sync() implements Step {}

  record Reopen() implements Step {}

  record Clear() implements Step {}
}
