package io.starling.antientropy.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.copy.FakeLog;
import io.starling.antientropy.copy.FakeStore;
import io.starling.antientropy.copy.Samples;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A primary that opens merges the copies of a majority. The highest base is epoch 3: copies with
 * that base agree about what is older; the others hold leftovers of epochs 1 and 2 that do not
 * count.
 */
class MergeLawsTest {
  private static final long HIGHEST_BASE = 3;
  private static final int KEYS = 50;

  @Property(tries = 600)
  void holdsPerKeyTheHighestVersionThatCountsInWhateverOrderCopiesArePulled(@ForAll long seed) {
    World world = new World(seed);
    world.pullAll(/* brokenFirst= */ false);
    world.assertMerged();
  }

  @Property(tries = 600)
  void aBrokenPullLeavesNoHalfBatchAndTheNextOneEndsTheSame(@ForAll long seed) {
    World world = new World(seed);
    world.pullAll(/* brokenFirst= */ true);
    world.assertMerged();
  }

  private static final class Member {
    final FakeStore store = new FakeStore();
    final SegmentCopy copy = SegmentCopy.open(0, store, new FakeLog(), Version.ZERO);
    final long base;

    Member(long base) {
      this.base = base;
    }

    boolean counts(Version version) {
      return base == HIGHEST_BASE || version.epoch() >= HIGHEST_BASE;
    }
  }

  private static final class World {
    final Random random;
    final List<Member> members = new ArrayList<>();
    final List<Write.Put> batches = new ArrayList<>();
    final TreeMap<Key, Entry> expected = new TreeMap<>();
    Version expectedFloor = Version.ZERO;
    final Member opener;

    World(long seed) {
      random = new Random(seed);
      int count = 3 + 2 * random.nextInt(2);
      for (int i = 0; i < count; i++) {
        members.add(new Member(i == 0 ? HIGHEST_BASE : 1 + random.nextInt(3)));
      }
      Collections.shuffle(members, random);
      members.forEach(member -> member.store.slices(1 << random.nextInt(12)));
      for (int i = 1; i <= 120; i++) {
        give(Samples.write(random, new Version(1 + i / 30, i), KEYS));
      }
      opener = members.get(0);
      expect();
    }

    /** What is older than the highest base is in all copies of that base or in none of them. */
    private void give(Write write) {
      if (write instanceof Write.Purge) {
        return;
      }
      boolean settled = write.version().epoch() < HIGHEST_BASE && random.nextBoolean();
      for (Member member : members) {
        boolean inBase = write.version().epoch() < HIGHEST_BASE && member.base == HIGHEST_BASE;
        if (inBase ? settled : random.nextBoolean()) {
          member.copy.apply(write);
        }
      }
      if (write instanceof Write.Put put && put.entries().size() > 1) {
        batches.add(put);
      }
    }

    private void expect() {
      for (Member member : members) {
        Version floor = member.copy.floor();
        if (member.counts(floor) && floor.isAfter(expectedFloor)) {
          expectedFloor = floor;
        }
        member.store.content().forEach((key, entry) -> expect(member, key, entry));
      }
      expected.values().removeIf(entry -> !entry.version().isAfter(expectedFloor));
    }

    private void expect(Member member, Key key, Entry entry) {
      Entry best = expected.get(key);
      boolean higher = best == null || entry.version().isAfter(best.version());
      if (member.counts(entry.version()) && higher) {
        expected.put(key, entry);
      }
    }

    void pullAll(boolean brokenFirst) {
      List<Member> others = new ArrayList<>(members.subList(1, members.size()));
      Collections.shuffle(others, random);
      long base = opener.base;
      for (Member member : others) {
        for (int i = brokenFirst ? random.nextInt(3) : 0; i > 0; i--) {
          pull(member, base, random.nextInt(12));
        }
        pull(member, base, Integer.MAX_VALUE);
        base = Math.max(base, member.base);
      }
    }

    private void pull(Member member, long base, int stepsMax) {
      Dialogue dialogue = new Dialogue(opener.copy, 50 << random.nextInt(10));
      SyncMode.Merge mode =
          new SyncMode.Merge(base < HIGHEST_BASE ? base : HIGHEST_BASE, member.base, HIGHEST_BASE);
      dialogue.pull(SourceCopy.atRest(member.copy), mode);
      int steps = 0;
      while (!dialogue.isIdle() && steps++ < stepsMax) {
        dialogue.deliverOne(random);
        checkBatches();
      }
      if (steps <= stepsMax) {
        assertInstanceOf(SyncOutcome.Merged.class, dialogue.targetOutcome);
      }
      dialogue.breakDown();
      checkBatches();
    }

    /** A batch that may not be committed is there as a whole or not at all. */
    private void checkBatches() {
      for (Write.Put each : batches) {
        Version version = each.version();
        if (version.epoch() >= HIGHEST_BASE && version.isAfter(opener.copy.floor())) {
          boolean some = each.entries().stream().anyMatch(one -> holds(one, version, true));
          boolean all = each.entries().stream().allMatch(one -> holds(one, version, false));
          assertTrue(!some || all, () -> "half of the batch " + version);
        }
      }
    }

    private boolean holds(KeyedEntry entry, Version version, boolean exactly) {
      EntryHeader held = opener.copy.header(entry.key());
      return held != null
          && (exactly ? held.version().equals(version) : !version.isAfter(held.version()));
    }

    void assertMerged() {
      assertEquals(expected, opener.store.content());
      assertEquals(expectedFloor, opener.copy.floor());
    }
  }
}
