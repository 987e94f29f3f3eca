package io.starling.chaos.simulation.world;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.replication.SegmentRecord;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.journal.WriteAheadLog;
import io.starling.storage.segment.HeapSegmentStore;
import io.starling.storage.segment.StoreFullException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The disk of one machine: a journal, and a record for each segment. One sync is under way at a
 * time; it covers all that was asked for before it began, first the journal, then the records.
 *
 * <p>The death of a process loses records that no sync has written yet; the journal is in the page
 * cache and survives. Power loss takes the journal back to some point behind its last sync; pages
 * of the stores may be ahead of it then, for the system writes them when it likes.
 *
 * <p>A store that is filled past the journal has pages of its own ({@link StorePages}). They
 * outlive a process; power loss takes what was not synced. What the journal still says of an
 * earlier store of that segment is done to them again, unless it is noted, on disk, that it is
 * void.
 *
 * <p>A full disk refuses what would make the journal longer and new copies; records wait for room.
 */
public final class SimulatedDisk implements WriteAheadLog {
  /** How long records wait before they look for room again. */
  private static final long ROOM_NANOS = 10_000_000;

  /** One page of so many is written, and another one torn. */
  private static final int PAGE_FATES = 8;

  /** Something that becomes durable with the next sync. */
  private record Request(
      @Nullable SegmentRecord record, @Nullable StoredPages pages, Runnable then) {}

  /** Pages as they were when they were to be synced, and the journal. */
  private record StoredPages(StorePages pages, int length, int journalPosition) {}

  private final EventQueue queue;
  private final RandomGenerator random;
  private final Observer observer;
  private final List<DiskRecord> journal = new ArrayList<>();
  private final TreeMap<Integer, SegmentRecord> records = new TreeMap<>();
  private final TreeSet<Integer> copies = new TreeSet<>();
  private final TreeMap<Integer, StorePages> pagesBySegment = new TreeMap<>();
  private List<Request> waiting = new ArrayList<>();
  private List<Request> underWay = new ArrayList<>();
  private int syncedLength;
  private int underWayLength;
  private long session;
  private long latencyMaxNanos;
  private boolean full;

  /** Told of what reaches a journal. */
  public interface Observer {
    /** A write entered the journal. */
    void appended(int segment, Write write);
  }

  public SimulatedDisk(EventQueue queue, RandomGenerator random, Observer observer) {
    this.queue = queue;
    this.random = random;
    this.observer = observer;
    this.latencyMaxNanos = 1;
  }

  /** From now on a sync takes up to this long. */
  public void setLatency(long maxNanos) {
    latencyMaxNanos = maxNanos;
  }

  /** How long a sync takes at most. */
  public long latencyMaxNanos() {
    return latencyMaxNanos;
  }

  /** From now on there is no room for anything new, or there is again. */
  public void setFull(boolean isFull) {
    full = isFull;
  }

  private void needRoom() {
    if (full) {
      throw new StoreFullException("the simulated disk is full");
    }
  }

  @Override
  public long append(int segment, Write write) {
    needRoom();
    observer.appended(segment, write);
    return append(new DiskRecord.Written(segment, write));
  }

  @Override
  public long appendRemoval(int segment, Key key) {
    return append(new DiskRecord.Removed(segment, key));
  }

  @Override
  public long appendReset(int segment) {
    return append(new DiskRecord.Reset(segment));
  }

  private long append(DiskRecord entry) {
    needRoom();
    StorePages pages = pagesBySegment.get(entry.segment());
    if (pages != null) {
      pages.journalled();
    }
    journal.add(entry);
    return journal.size();
  }

  /** Whether the journal is synced up to a position. */
  public boolean isSynced(long position) {
    return position <= syncedLength;
  }

  /** Makes the journal, and then a record, durable; {@code then} runs once they are. */
  public void persist(SegmentRecord record, Runnable then) {
    request(new Request(record, null, then));
  }

  /** Makes durable what the store of a segment holds past the journal. */
  public void store(int segment, Runnable then) {
    StorePages pages = pagesBySegment.get(segment);
    request(
        new Request(
            null,
            pages == null ? null : new StoredPages(pages, pages.length(), journal.size()),
            then));
  }

  /** Makes the journal durable as it is now. */
  public void syncJournal(Runnable then) {
    request(new Request(null, null, then));
  }

  private void request(Request request) {
    waiting.add(request);
    if (underWay.isEmpty()) {
      beginSync();
    }
  }

  private void beginSync() {
    underWay = waiting;
    waiting = new ArrayList<>();
    underWayLength = journal.size();
    long begunIn = session;
    queue.after(
        1 + random.nextLong(latencyMaxNanos) + (full ? ROOM_NANOS : 0),
        () -> {
          if (begunIn == session) {
            endSync();
          }
        });
  }

  private void endSync() {
    syncedLength = underWayLength;
    List<Request> done = underWay;
    underWay = new ArrayList<>();
    if (full) {
      waiting.addAll(0, done.stream().filter(request -> request.record != null).toList());
      done = done.stream().filter(request -> request.record == null).toList();
    }
    done.forEach(this::store);
    if (!waiting.isEmpty()) {
      beginSync();
    }
    done.forEach(request -> request.then.run());
  }

  private void store(Request request) {
    StoredPages stored = request.pages;
    if (stored != null) {
      stored.pages.synced(stored.length, stored.journalPosition);
    }
    SegmentRecord record = request.record;
    if (record != null) {
      records.put(record.chain().known().segment(), record);
      pagesBySegment.values().forEach(StorePages::notesSynced);
    }
  }

  /**
   * The process died: nobody waits any more. If the sync under way had come to the records, some
   * were written; the journal was synced before.
   */
  public void lostProcess() {
    session++;
    int written = random.nextInt(underWay.size() + 1);
    if (written > 0) {
      syncedLength = underWayLength;
    }
    underWay.subList(0, written).forEach(this::store);
    underWay = new ArrayList<>();
    waiting = new ArrayList<>();
    pagesBySegment.values().forEach(StorePages::lostProcess);
  }

  /**
   * The machine lost power: of the journal is left what was synced, and perhaps some more.
   *
   * @param withPages whether pages of the stores tell of writes that the journal lost: a page may
   *     have been written, or a part of it, in which case the entry that was there is gone
   * @return the segments in which an entry is gone
   */
  public SortedSet<Integer> lostPower(boolean withPages) {
    lostProcess();
    pagesBySegment.values().forEach(pages -> pages.lostPower(random));
    int kept = syncedLength + random.nextInt(journal.size() - syncedLength + 1);
    List<DiskRecord> tail = journal.subList(kept, journal.size());
    List<DiskRecord> lost = List.copyOf(tail);
    tail.clear();
    TreeSet<Integer> torn = new TreeSet<>();
    if (withPages) {
      lost.forEach(record -> writePage(record, torn));
    }
    syncedLength = journal.size();
    return torn;
  }

  /** Batches are left out: of one that was not acknowledged a part may be there. */
  private void writePage(DiskRecord record, SortedSet<Integer> torn) {
    if (record instanceof DiskRecord.Written(int segment, Write.Put put)
        && put.entries().size() == 1) {
      switch (random.nextInt(PAGE_FATES)) {
        case 0 -> journal.add(record);
        case 1 -> {
          journal.add(new DiskRecord.Removed(segment, put.entries().getFirst().key()));
          torn.add(segment);
        }
        default -> {}
      }
    }
  }

  /** Writes a record of a node that does not run; durable at once. */
  public void storeAtRest(SegmentRecord record) {
    records.put(record.chain().known().segment(), record);
  }

  /** The records, by segment. */
  public SortedMap<Integer, SegmentRecord> records() {
    return records;
  }

  /** Whether there is a copy of a segment, an empty one included. */
  public boolean hasCopy(int segment) {
    return copies.contains(segment);
  }

  /** The segments of which there are copies. */
  public Collection<Integer> copies() {
    return List.copyOf(copies);
  }

  /** Opens a copy as the journal tells it. */
  public SegmentCopy openCopy(int segment, Version floor) {
    if (!copies.contains(segment)) {
      needRoom();
      copies.add(segment);
    }
    HeapSegmentStore store = new HeapSegmentStore();
    StorePages pages = pagesBySegment.get(segment);
    if (pages != null) {
      pages.replayInto(store);
    }
    SegmentCopy copy = SegmentCopy.open(segment, store, this, floor);
    for (int i = 0; i < journal.size(); i++) {
      DiskRecord entry = journal.get(i);
      if (entry.segment() == segment && (pages == null || !pages.isVoid(i))) {
        entry.replayInto(copy);
      }
    }
    return copy;
  }

  /** Runs something when a file could have been made; never, if the process dies before. */
  public void whenFileMade(Runnable then) {
    long begunIn = session;
    queue.after(
        1 + random.nextLong(latencyMaxNanos),
        () -> {
          if (begunIn == session) {
            then.run();
          }
        });
  }

  /** Makes an empty copy that is filled past the journal; an ordinary one if there is a copy. */
  public SegmentCopy beginLoad(int segment) {
    if (copies.contains(segment)) {
      return openCopy(segment, Version.ZERO);
    }
    needRoom();
    copies.add(segment);
    StorePages pages = new StorePages();
    pagesBySegment.put(segment, pages);
    return SegmentCopy.beginLoad(segment, new LoadedStore(pages), this);
  }

  /** Deletes a copy. */
  public void dropCopy(int segment) {
    if (copies.contains(segment)) {
      long unused = appendReset(segment);
      copies.remove(segment);
      pagesBySegment.remove(segment);
    }
  }
}
