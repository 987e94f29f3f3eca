package io.starling.node.replication;

import io.starling.antientropy.copy.KeyPage;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.command.SegmentView;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A copy as one command sees it, and the changes that the command makes. Notes which keys were
 * touched, for the reply must wait for what is pending on them.
 *
 * <p>An expired key that is touched becomes a removal of its own accord: once a client was told
 * that it is gone, no other primary with another wall clock may show it again.
 */
final class CommandView implements SegmentView {
  /** What a key was set to; a null value is a removal. */
  private record Change(byte @Nullable [] value, long expireAtMillis) {}

  private final SegmentCopy copy;
  private final long wallMillis;
  private final boolean mayWrite;
  private final List<Key> touched = new ArrayList<>(1);
  private final Map<Key, Change> changes = new LinkedHashMap<>(2);
  private boolean flushed;
  private boolean sawWhole;
  private boolean carriesMore;

  /**
   * @param mayWrite false for a copy that is only read: expired entries are then just hidden
   */
  CommandView(SegmentCopy copy, long wallMillis, boolean mayWrite) {
    this.copy = copy;
    this.wallMillis = wallMillis;
    this.mayWrite = mayWrite;
  }

  @Override
  public long nowMillis() {
    return wallMillis;
  }

  @Override
  public @Nullable Entry get(Key key) {
    Change change = changes.isEmpty() ? null : changes.get(key);
    if (change != null) {
      return change.value == null
          ? null
          : Entry.of(Version.ZERO, change.expireAtMillis, 0, change.value);
    }
    touched.add(key);
    Entry entry = copy.get(key);
    return entry != null && isVisible(key, entry.header()) ? entry : null;
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    if (!changes.isEmpty() && changes.containsKey(key)) {
      Entry entry = get(key);
      return entry == null ? null : entry.header();
    }
    touched.add(key);
    EntryHeader header = copy.header(key);
    return header != null && isVisible(key, header) ? header : null;
  }

  private boolean isVisible(Key key, EntryHeader header) {
    if (header.isVisibleAt(wallMillis)) {
      return true;
    }
    if (!header.isTombstone() && mayWrite) {
      changes.put(key, new Change(null, EntryHeader.NEVER));
    }
    return false;
  }

  @Override
  public void set(Key key, byte[] value, long expireAtMillis) {
    changes.put(key, new Change(value, expireAtMillis));
  }

  @Override
  public void delete(Key key) {
    if (header(key) != null) {
      changes.put(key, new Change(null, EntryHeader.NEVER));
    }
  }

  @Override
  public void flush() {
    flushed = true;
    sawWhole = true;
  }

  @Override
  public long keyCount() {
    sawWhole = true;
    return copy.keyCount();
  }

  @Override
  public ScanStep scan(long cursor, int count, Predicate<Key> wanted) {
    sawWhole = true;
    KeyPage page =
        copy.scan(
            cursor, count, (key, header) -> header.isVisibleAt(wallMillis) && wanted.test(key));
    return new ScanStep(page.keys(), page.nextCursor());
  }

  /** Writes a key again as it is, unless the command has changed it. */
  void carry(Key key) {
    Entry entry = copy.get(key);
    if (entry != null) {
      byte @Nullable [] value = entry.isTombstone() ? null : entry.value();
      Change present = new Change(value, entry.header().expireAtMillis());
      carriesMore |= changes.putIfAbsent(key, present) == null;
    }
  }

  /** Whether there is more to write than what the command changed. */
  boolean carriesMore() {
    return carriesMore;
  }

  /** Whether the command changed anything. */
  boolean hasChanges() {
    return flushed || !changes.isEmpty();
  }

  /** Whether the command looked at the segment as a whole. */
  boolean sawWhole() {
    return sawWhole;
  }

  /** The keys whose present entries the command has seen. */
  List<Key> touched() {
    return touched;
  }

  /** Shows each key that the command has seen or set, some of them twice. */
  void forEachKey(Consumer<Key> visitor) {
    touched.forEach(visitor);
    changes.keySet().forEach(visitor);
  }

  /** All changes as one write with this version. */
  Write toWrite(Version version) {
    if (flushed) {
      return new Write.Floor(version);
    }
    int flags = changes.size() > 1 ? EntryHeader.BATCH : 0;
    List<KeyedEntry> entries = new ArrayList<>(changes.size());
    for (Map.Entry<Key, Change> change : changes.entrySet()) {
      byte[] value = change.getValue().value;
      Entry entry =
          value == null
              ? Entry.tombstone(version, flags)
              : Entry.of(version, change.getValue().expireAtMillis, flags, value);
      entries.add(new KeyedEntry(change.getKey(), entry));
    }
    return new Write.Put(version, entries);
  }

  /** Bytes of keys and values that the command sets. */
  long changedBytes() {
    long bytes = 0;
    for (Map.Entry<Key, Change> change : changes.entrySet()) {
      byte[] value = change.getValue().value;
      bytes += change.getKey().length() + (value == null ? 0 : value.length);
    }
    return bytes;
  }
}
