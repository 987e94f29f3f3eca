package io.starling.node.client;

import io.starling.node.command.SegmentView;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A segment in a map; time stands still. One thread at a time. */
final class MapSegment implements SegmentView {
  private static final int PLACE_SHIFT = 16;

  private final Map<Key, Entry> entries = new HashMap<>();

  @Override
  public long nowMillis() {
    return 1_000_000;
  }

  @Override
  public @Nullable Entry get(Key key) {
    return entries.get(key);
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.header();
  }

  @Override
  public void set(Key key, byte[] value, long expireAtMillis) {
    entries.put(key, Entry.of(new Version(1, 1), expireAtMillis, 0, value));
  }

  @Override
  public void delete(Key key) {
    entries.remove(key);
  }

  @Override
  public void flush() {
    entries.clear();
  }

  @Override
  public long keyCount() {
    return entries.size();
  }

  @Override
  public ScanStep scan(long cursor, int count, Predicate<Key> wanted) {
    List<Key> ahead = new ArrayList<>(entries.keySet());
    ahead.removeIf(key -> place(key) < cursor);
    ahead.sort(Comparator.comparingLong(MapSegment::place));
    List<Key> visited = ahead.subList(0, Math.min(count, ahead.size()));
    long next = visited.size() == ahead.size() ? 0 : place(ahead.get(visited.size()));
    return new ScanStep(visited.stream().filter(wanted).toList(), next);
  }

  /** From 1 on, because a cursor of 0 is the end. */
  private static long place(Key key) {
    return Math.max(1, key.placementHash() >>> PLACE_SHIFT);
  }
}
