package io.starling.node.command;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A segment in a sorted map, with a clock that a test sets; counts the changes made to it. */
public final class FakeSegment implements SegmentView {
  private static final int PLACE_SHIFT = 16;

  private final SortedMap<Key, Entry> entries = new TreeMap<>();
  private long nowMillis;
  private int changeCount;

  public FakeSegment(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  void setNow(long millis) {
    nowMillis = millis;
  }

  int changeCount() {
    return changeCount;
  }

  /** Evaluates a command given as words. */
  Reply evaluate(String... words) {
    return CommandTable.evaluate(this, Words.of(words));
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public @Nullable Entry get(Key key) {
    Entry entry = entries.get(key);
    return entry != null && entry.header().isVisibleAt(nowMillis) ? entry : null;
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    Entry entry = get(key);
    return entry == null ? null : entry.header();
  }

  @Override
  public void set(Key key, byte[] value, long expireAtMillis) {
    changeCount++;
    entries.put(key, Entry.of(new Version(1, changeCount), expireAtMillis, 0, value));
  }

  @Override
  public void delete(Key key) {
    if (get(key) != null) {
      changeCount++;
      entries.remove(key);
    }
  }

  @Override
  public void flush() {
    changeCount++;
    entries.clear();
  }

  @Override
  public long keyCount() {
    return entries.size();
  }

  @Override
  public ScanStep scan(long cursor, int count, Predicate<Key> wanted) {
    List<Key> ahead = new ArrayList<>(entries.keySet());
    ahead.removeIf(key -> place(key) < cursor || get(key) == null);
    ahead.sort(Comparator.comparingLong(FakeSegment::place));
    List<Key> visited = ahead.subList(0, Math.min(count, ahead.size()));
    long next = visited.size() == ahead.size() ? 0 : place(ahead.get(visited.size()));
    return new ScanStep(visited.stream().filter(wanted).toList(), next);
  }

  /** From 1 on, because a cursor of 0 is the end. */
  private static long place(Key key) {
    return Math.max(1, key.placementHash() >>> PLACE_SHIFT);
  }
}
