package io.starling.storage.crash;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.journal.JournalRecord;
import io.starling.storage.journal.JournalRecord.Removed;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An endless list of changes, the same in every process: number {@code n} depends on n alone. */
final class RandomWrites {
  static final int SEGMENTS = 3;

  private static final int KEYS = 4_000;

  private RandomWrites() {}

  static JournalRecord number(long n) {
    SplittableRandom random = new SplittableRandom(n);
    int segment = random.nextInt(SEGMENTS);
    int kind = random.nextInt(10_000);
    if (kind < 2) {
      return new Reset(segment);
    }
    if (kind < 1_000) {
      return new Removed(segment, key(random));
    }
    int entries = kind < 9_000 ? 1 : 1 + random.nextInt(5);
    return new Written(segment, put(new Version(1, n), entries, random));
  }

  private static Write put(Version version, int count, SplittableRandom random) {
    List<KeyedEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] value = new byte[length(random)];
      random.nextBytes(value);
      entries.add(new KeyedEntry(key(random), Entry.of(version, EntryHeader.NEVER, 0, value)));
    }
    return new Write.Put(version, entries);
  }

  private static Key key(SplittableRandom random) {
    return Key.of("key " + random.nextInt(KEYS));
  }

  private static int length(SplittableRandom random) {
    int kind = random.nextInt(200);
    return kind == 0 ? random.nextInt(100_000) : random.nextInt(kind < 10 ? 5_000 : 300);
  }
}
