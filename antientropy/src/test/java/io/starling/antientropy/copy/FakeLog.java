package io.starling.antientropy.copy;

import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;
import io.starling.storage.journal.WriteAheadLog;
import io.starling.storage.segment.StoreFullException;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory. A record's position is its place in the list, from 1 on. */
public final class FakeLog implements WriteAheadLog {
  private final List<Record> records = new ArrayList<>();
  private int appendsUntilFull = Integer.MAX_VALUE;

  /** After this many more records every append is refused. */
  public void fullAfter(int appends) {
    appendsUntilFull = appends;
  }

  public int size() {
    return records.size();
  }

  /** The writes among the records, in order. */
  public List<Write> writes() {
    return records.stream()
        .filter(Appended.class::isInstance)
        .map(each -> ((Appended) each).write())
        .toList();
  }

  /** Makes again, in a copy, what was recorded after the first {@code skipped} records. */
  public void replay(int skipped, SegmentCopy copy) {
    for (Record each : List.copyOf(records.subList(skipped, records.size()))) {
      switch (each) {
        case Appended appended -> copy.replayed(appended.write());
        case Removed removed -> copy.replayedRemoval(removed.key());
        case WasReset reset -> copy.replayedReset();
      }
    }
  }

  @Override
  public long append(int segment, Write write) {
    return append(new Appended(write));
  }

  @Override
  public long appendRemoval(int segment, Key key) {
    return append(new Removed(key));
  }

  @Override
  public long appendReset(int segment) {
    return append(new WasReset());
  }

  private long append(Record each) {
    if (appendsUntilFull == 0) {
      throw new StoreFullException("no room for a record, as the test wants it");
    }
    appendsUntilFull--;
    records.add(each);
    return records.size();
  }

  private sealed interface Record {}

  private record Appended(Write write) implements Record {}

  private record Removed(Key key) implements Record {}

  private record WasReset() implements Record {}
}
