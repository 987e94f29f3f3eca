package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** The pending writes of a group of three against the plainest book-keeping there is. */
class PendingWritesLawsTest {
  private static final int STEPS = 300;
  private static final int MEMBERS = 3;
  private static final long MEMBER_SLOTS = 0b111;
  private static final long WRITE_BYTES = 10;

  /** A write and who holds it. */
  private record Noted(PendingWrite write, TreeSet<Integer> holders) {
    boolean isCommitted() {
      return holders.size() > MEMBERS / 2;
    }
  }

  @Property(tries = 200)
  void commitsAndForgetsAsAPlainBookWould(@ForAll long seed) {
    Random random = new Random(seed);
    PendingWrites pending = new PendingWrites(MEMBERS / 2 + 1);
    TreeMap<Long, Noted> book = new TreeMap<>();
    long sequence = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(MEMBERS) == 0) {
        sequence += 1 + random.nextInt(2);
        book.put(sequence, new Noted(add(pending, sequence), new TreeSet<>()));
      } else {
        hold(pending, book, 1 + random.nextLong(sequence + 1), random.nextInt(MEMBERS));
      }
      pending.release(MEMBER_SLOTS, MEMBER_SLOTS);
      while (!book.isEmpty() && book.firstEntry().getValue().holders.size() == MEMBERS) {
        book.pollFirstEntry();
      }
      assertSame(book, pending);
    }
  }

  private static PendingWrite add(PendingWrites pending, long sequence) {
    Version version = new Version(1, sequence);
    Entry entry = Entry.of(version, 0, 0, new byte[0]);
    Write write = new Write.Put(version, List.of(new KeyedEntry(key(sequence), entry)));
    PendingWrite added = new PendingWrite(write, WRITE_BYTES, 0, sequence);
    pending.add(added);
    return added;
  }

  private static Key key(long sequence) {
    return Key.of("k" + sequence % MEMBERS);
  }

  private static void hold(
      PendingWrites pending, SortedMap<Long, Noted> book, long sequence, int slot) {
    PendingWrite unused = pending.held(sequence, slot, true);
    Noted noted = book.get(sequence);
    if (noted != null) {
      noted.holders.add(slot);
    }
  }

  private static void assertSame(SortedMap<Long, Noted> book, PendingWrites pending) {
    assertEquals(book.size(), pending.size());
    assertEquals(book.size() * WRITE_BYTES, pending.bytes());
    assertEquals(
        book.values().stream().anyMatch(noted -> !noted.isCommitted()), pending.hasUncommitted());
    for (long sequence = 0; sequence < MEMBERS; sequence++) {
      Key key = key(sequence);
      PendingWrite latest = latestOf(book, key);
      assertEquals(
          latest == null || latest.isCommitted() ? null : latest, pending.uncommitted(key));
    }
    book.values().forEach(noted -> assertEquals(noted.isCommitted(), noted.write.isCommitted()));
  }

  private static @Nullable PendingWrite latestOf(SortedMap<Long, Noted> book, Key key) {
    return new TreeMap<>(book)
        .descendingMap().values().stream()
            .map(Noted::write)
            .filter(write -> ((Write.Put) write.write()).entries().get(0).key().equals(key))
            .findFirst()
            .orElse(null);
  }
}
