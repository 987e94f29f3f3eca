package io.starling.antientropy.copy;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Keys, entries and writes for tests; with a seed where chance decides. */
public final class Samples {
  private Samples() {}

  public static Version at(long epoch, long sequence) {
    return new Version(epoch, sequence);
  }

  public static Key key(int number) {
    return Key.of("key:" + number);
  }

  public static Entry value(Version version, String text) {
    return Entry.of(version, EntryHeader.NEVER, 0, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Write put(Key key, Entry entry) {
    return new Write.Put(entry.version(), List.of(new KeyedEntry(key, entry)));
  }

  /** One entry for each key, all of one version. */
  public static Write.Put batch(Version version, String text, Key... keys) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    List<KeyedEntry> entries = new ArrayList<>();
    for (Key key : keys) {
      entries.add(
          new KeyedEntry(key, Entry.of(version, EntryHeader.NEVER, EntryHeader.BATCH, value)));
    }
    return new Write.Put(version, entries);
  }

  /** A value, mostly short, now and then with a deadline, or a tombstone. */
  public static Entry entry(Random random, Version version, int flags) {
    if (random.nextInt(4) == 0) {
      return Entry.tombstone(version, flags);
    }
    byte[] value = new byte[random.nextInt(20) == 0 ? 3000 : random.nextInt(12)];
    random.nextBytes(value);
    long expireAtMillis = random.nextInt(5) == 0 ? 1 + random.nextInt(1000) : EntryHeader.NEVER;
    return Entry.of(version, expireAtMillis, flags, value);
  }

  /** A write as a primary makes it: of one key, of several, a flush, or a purge. */
  public static Write write(Random random, Version version, int keyCount) {
    int kind = random.nextInt(40);
    if (kind == 0) {
      return new Write.Floor(version);
    }
    if (kind <= 2) {
      return new Write.Purge(version, version);
    }
    if (kind <= 30) {
      return put(key(random.nextInt(keyCount)), entry(random, version, 0));
    }
    List<KeyedEntry> entries = new ArrayList<>();
    int first = random.nextInt(keyCount);
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      Key key = key((first + i * 7) % Math.max(keyCount, 64));
      entries.add(new KeyedEntry(key, entry(random, version, EntryHeader.BATCH)));
    }
    return new Write.Put(version, entries);
  }
}
