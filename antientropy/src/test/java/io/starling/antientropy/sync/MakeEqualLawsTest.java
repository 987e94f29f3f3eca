package io.starling.antientropy.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.copy.FakeLog;
import io.starling.antientropy.copy.FakeStore;
import io.starling.antientropy.copy.Samples;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A primary that is open in epoch 3 makes another copy equal to its own while it is being written
 * to.
 */
class MakeEqualLawsTest {
  private static final long EPOCH = 3;
  private static final int KEYS = 60;

  @Property(tries = 600)
  void theCopyEndsEqualWhateverItHeldAndWhateverIsWrittenMeanwhile(@ForAll long seed) {
    World world = new World(seed);
    world.dialogue.push(world.source);
    int writes = world.random.nextInt(80);
    while (!world.dialogue.isOver() || !world.dialogue.isIdle()) {
      if (writes > 0 && world.random.nextInt(3) == 0) {
        world.write();
        writes--;
      }
      world.dialogue.deliverOne(world.random);
      world.checkBatches();
      world.checkWritten();
    }
    assertInstanceOf(SyncOutcome.PeerEqual.class, world.dialogue.sourceOutcome);
    assertInstanceOf(SyncOutcome.MadeEqual.class, world.dialogue.targetOutcome);
    world.assertEqualCopies();
  }

  /** A tombstone newer than an entry of a pending batch, which comes in a frame after it. */
  @Example
  void aBatchThatWasOvertakenDoesNotBringItsEntryBack() {
    theCopyEndsEqualWhateverItHeldAndWhateverIsWrittenMeanwhile(21_826);
  }

  @Property(tries = 300)
  void aBrokenSessionLeavesNoHalfBatchAndTheNextOneEndsEqual(@ForAll long seed) {
    World world = new World(seed);
    for (int session = 0; session < 5; session++) {
      world.dialogue.push(world.source);
      for (int step = world.random.nextInt(20); step > 0; step--) {
        if (world.random.nextInt(3) == 0) {
          world.write();
        }
        world.dialogue.deliverOne(world.random);
        world.checkBatches();
        world.checkWritten();
      }
      world.dialogue.breakDown();
    }
    world.finishUndisturbed();
  }

  @Property(tries = 600)
  void survivesLossRepetitionAndDisorder(@ForAll long seed) {
    World world = new World(seed);
    for (int session = 0; session < 5; session++) {
      world.dialogue.push(world.source);
      for (int step = 0; step < 60 && !world.dialogue.isOver(); step++) {
        if (world.random.nextInt(4) == 0) {
          world.write();
        }
        if (world.random.nextInt(6) == 0) {
          world.dialogue.disturb(world.random);
        }
        world.dialogue.deliverOne(world.random);
      }
      if (!world.dialogue.isOver()) {
        world.dialogue.breakDown();
      }
    }
    world.dialogue.breakDown();
    world.finishUndisturbed();
  }

  /** Two copies with a history in common and one apart, and the writes of the open epoch. */
  private static final class World {
    final Random random;
    final FakeStore sourceStore = new FakeStore();
    final FakeStore targetStore = new FakeStore();
    final FakeLog targetLog = new FakeLog();
    final SegmentCopy copy = SegmentCopy.open(0, sourceStore, new FakeLog(), Version.ZERO);
    final SegmentCopy other = SegmentCopy.open(0, targetStore, targetLog, Version.ZERO);
    final TreeMap<Version, List<KeyedEntry>> pending = new TreeMap<>();
    final SourceCopy source =
        new SourceCopy(copy, this::marker, version -> pending.getOrDefault(version, List.of()));
    final Dialogue dialogue;
    long sequence;
    Version purged = Version.ZERO;

    World(long seed) {
      random = new Random(seed);
      dialogue = new Dialogue(other, 50 << random.nextInt(10));
      sourceStore.slices(1 << random.nextInt(12));
      targetStore.slices(1 << random.nextInt(12));
      int likeness = random.nextInt(10);
      for (int i = 1; i <= 80; i++) {
        Version version = new Version(1 + (i - 1) / 40, i);
        Write write = Samples.write(random, version, KEYS);
        boolean both = random.nextInt(10) < likeness;
        if (both || random.nextBoolean()) {
          copy.apply(write);
        }
        if (both || random.nextBoolean()) {
          other.apply(write);
        }
      }
    }

    Version marker() {
      return new Version(EPOCH, sequence);
    }

    void write() {
      sequence++;
      Write write = Samples.write(random, marker(), KEYS);
      if (write instanceof Write.Purge) {
        purged = new Version(EPOCH, purgeable());
        write = new Write.Purge(marker(), purged);
      }
      copy.apply(write);
      if (write instanceof Write.Put put && put.entries().size() > 1) {
        pending.put(put.version(), put.entries());
      }
      if (!pending.isEmpty() && random.nextInt(3) == 0) {
        pending.pollFirstEntry();
      }
      if (random.nextInt(8) == 0) {
        sourceStore.slices(Math.min(4096, 2 * sourceStore.sliceCount()));
      }
      dialogue.write(write);
    }

    /** The last write that is committed with all before it, and has arrived with all before it. */
    private long purgeable() {
      long arrived = 0;
      for (Write each : dialogue.written) {
        arrived += each.version().sequence() == arrived + 1 ? 1 : 0;
      }
      return pending.isEmpty() ? arrived : Math.min(arrived, pending.firstKey().sequence() - 1);
    }

    /** A pending batch is in the other copy as a whole or not at all. */
    void checkBatches() {
      pending.forEach(
          (version, entries) -> {
            boolean some = entries.stream().anyMatch(each -> holds(each, version, true));
            boolean all = entries.stream().allMatch(each -> holds(each, version, false));
            assertTrue(!some || all, () -> "half of the batch " + version);
          });
    }

    /** The last write of each key that arrived, or a newer entry, stays: it may be acknowledged. */
    void checkWritten() {
      TreeSet<Key> newer = new TreeSet<>();
      for (Write write : dialogue.written.reversed()) {
        if (write instanceof Write.Put put) {
          put.entries().stream().filter(each -> newer.add(each.key())).forEach(this::checkWritten);
        }
      }
    }

    private void checkWritten(KeyedEntry last) {
      Version version = last.entry().version();
      boolean purgedSince = last.entry().isTombstone() && !version.isAfter(purged);
      boolean flushedSince = !version.isAfter(other.floor());
      assertTrue(
          purgedSince || flushedSince || holds(last, version, false),
          () -> "lost " + last.key() + " at " + version);
    }

    private boolean holds(KeyedEntry entry, Version version, boolean exactly) {
      EntryHeader held = other.header(entry.key());
      return held != null
          && (exactly ? held.version().equals(version) : !version.isAfter(held.version()));
    }

    void finishUndisturbed() {
      dialogue.push(source);
      while (!dialogue.isOver() || !dialogue.isIdle()) {
        dialogue.deliverOne(random);
      }
      assertInstanceOf(SyncOutcome.PeerEqual.class, dialogue.sourceOutcome);
      assertEqualCopies();
    }

    void assertEqualCopies() {
      assertEquals(sourceStore.content(), targetStore.content());
      assertEquals(copy.floor(), other.floor());
      assertEquals(copy.root(), other.root());
      SegmentCopy recovered = SegmentCopy.open(0, new FakeStore(), new FakeLog(), Version.ZERO);
      targetLog.replay(0, recovered);
      assertEquals(other.root(), recovered.root());
    }
  }
}
