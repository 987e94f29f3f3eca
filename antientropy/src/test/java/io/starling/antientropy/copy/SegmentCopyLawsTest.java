package io.starling.antientropy.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.segment.StoreFullException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SegmentCopyLawsTest {
  private static final int KEYS = 40;

  @Property(tries = 300)
  void holdsWhatAPlainMapHolds(@ForAll long seed) {
    Random random = new Random(seed);
    FakeStore store = new FakeStore();
    SegmentCopy copy = SegmentCopy.open(0, store, new FakeLog(), Version.ZERO);
    TreeMap<Key, Entry> model = new TreeMap<>();
    Bounds bounds = new Bounds(Version.ZERO, Version.ZERO);
    for (int i = 0; i < 60; i++) {
      Write write = Samples.write(random, version(random, i), KEYS);
      store.slices(1 << random.nextInt(12));
      copy.apply(write);
      bounds = applyTo(model, bounds, write);
    }
    assertEquals(model, store.content());
    assertEquals(bounds.floor(), copy.floor());
    assertTracked(copy, store);
  }

  /** What is at or below the floor is gone, and what is purged does not come back. */
  private record Bounds(Version floor, Version purged) {}

  @Property(tries = 300)
  void replayingTheJournalFromAnyPointEndsWhereTheCopyWas(@ForAll long seed) {
    Random random = new Random(seed);
    FakeStore store = new FakeStore();
    FakeLog log = new FakeLog();
    SegmentCopy copy = SegmentCopy.open(0, store, log, Version.ZERO);
    int cut = 0;
    Version floorAtCut = Version.ZERO;
    FakeStore recovered = new FakeStore();
    int cutAt = random.nextInt(40);
    int recoveredAt = cutAt + random.nextInt(60 - cutAt);
    for (int i = 0; i < 60; i++) {
      if (i == cutAt) {
        cut = log.size();
        floorAtCut = copy.floor();
      }
      if (i == recoveredAt) {
        recovered = new FakeStore(store);
      }
      step(random, copy, store, i);
    }
    SegmentCopy again = SegmentCopy.open(0, recovered, new FakeLog(), floorAtCut);
    log.replay(cut, again);
    assertEquals(store.content(), recovered.content());
    assertEquals(copy.root(), again.root());
  }

  /** Any change that there is, now and then on a full disk. */
  private static void step(Random random, SegmentCopy copy, FakeStore store, int i) {
    Version version = version(random, i);
    Key key = Samples.key(random.nextInt(KEYS));
    store.fullAfter(random.nextInt(5) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
    try {
      switch (random.nextInt(20)) {
        case 0 -> copy.reset();
        case 1 -> copy.replaceFloor(version);
        case 2 -> copy.forget(key);
        case 3, 4 -> copy.replace(List.of(new KeyedEntry(key, Samples.entry(random, version, 0))));
        default -> copy.apply(Samples.write(random, version, KEYS));
      }
    } catch (StoreFullException expected) {
      assertTracked(copy, store);
    }
  }

  private static Version version(Random random, int i) {
    return new Version(1 + random.nextInt(1 + i / 10), 1 + random.nextInt(60));
  }

  private static Bounds applyTo(Map<Key, Entry> model, Bounds bounds, Write write) {
    return switch (write) {
      case Write.Put put -> {
        for (KeyedEntry each : put.entries()) {
          Entry held = model.get(each.key());
          Version newest = held == null ? bounds.purged() : held.version();
          Version version = each.entry().version();
          if (version.isAfter(bounds.floor()) && version.isAfter(newest)) {
            model.put(each.key(), each.entry());
          }
        }
        yield bounds;
      }
      case Write.Floor flush -> {
        if (!flush.version().isAfter(bounds.floor())) {
          yield bounds;
        }
        model.values().removeIf(entry -> !entry.version().isAfter(flush.version()));
        yield new Bounds(flush.version(), bounds.purged());
      }
      case Write.Purge purge -> {
        Version through = purge.through();
        model.values().removeIf(entry -> entry.isTombstone() && !entry.version().isAfter(through));
        boolean further = through.isAfter(bounds.purged());
        yield further ? new Bounds(bounds.floor(), through) : bounds;
      }
    };
  }

  /** The tree and the counts are those of a copy that is opened on the same content. */
  private static void assertTracked(SegmentCopy copy, FakeStore store) {
    FakeStore same = new FakeStore(store);
    SegmentCopy fresh = SegmentCopy.open(0, same, new FakeLog(), copy.floor());
    assertEquals(fresh.root(), copy.root());
    assertEquals(fresh.keyCount(), copy.keyCount());
    assertEquals(fresh.tombstoneCount(), copy.tombstoneCount());
    assertEquals(fresh.expiringCount(), copy.expiringCount());
    long values = store.content().values().stream().filter(each -> !each.isTombstone()).count();
    assertEquals(values, copy.keyCount());
    for (int leaf = 0; leaf < ScanOrder.LEAF_COUNT; leaf++) {
      assertEquals(fresh.tree().entryCount(leaf), copy.tree().entryCount(leaf));
    }
    assertEquals(
        store.content().values().stream().map(Entry::header).filter(EntryHeader::expires).count(),
        copy.expiringCount());
  }
}
