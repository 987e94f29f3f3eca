package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.mapfile.EntryJudge;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges the entries of a store while its file is read, and counts them. */
final class EntryRecords implements EntryJudge {
  private static final int VALUE_LENGTH_MAX =
      RecordLayout.HEAD_LENGTH_MAX + ChronicleSegmentStore.INLINE_LENGTH_MAX;

  private final RecordReader record = new RecordReader();
  private final TreeMap<Long, LargeValue> largeValues = new TreeMap<>();
  private long usedBytes;

  @Override
  public boolean isPlausible(int keyLength, int valueLength) {
    return keyLength <= Key.LENGTH_MAX
        && valueLength >= RecordLayout.FIXED_LENGTH
        && valueLength <= VALUE_LENGTH_MAX;
  }

  @Override
  public boolean accept(byte[] key, byte[] value) {
    record.read(key, value);
    if (!record.intact() || !inlineValueMatches(value)) {
      return false;
    }
    usedBytes += EntrySize.of(Key.of(key), record.valueLength());
    if (record.inParts()) {
      largeValues.put(record.partsId(), new LargeValue(Key.of(key), record.valueLength()));
    }
    return true;
  }

  /** Whether the parts of a large value match is seen when they are read. */
  private boolean inlineValueMatches(byte[] value) {
    return record.inParts()
        || Entry.hashValue(record.inlineValue(value)) == record.header().valueHash();
  }

  @Override
  public void discard(byte[] key, byte[] value) {
    record.read(key, value);
    usedBytes -= EntrySize.of(Key.of(key), record.valueLength());
    if (record.inParts()) {
      largeValues.remove(record.partsId());
    }
  }

  /** What the entries count against {@code maxmemory}. */
  long usedBytes() {
    return usedBytes;
  }

  /** The values that lie in parts, by the ids of their parts. */
  SortedMap<Long, LargeValue> largeValues() {
    return largeValues;
  }

  /** A value that lies in parts. */
  record LargeValue(Key key, int length) {}
}
