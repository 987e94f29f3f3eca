package io.starling.antientropy.copy;

import io.starling.antientropy.merkle.MerkleTree;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.journal.WriteAheadLog;
import io.starling.storage.segment.DamagedEntryException;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreExtent;
import io.starling.storage.segment.StoreFullException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One node's copy of a segment. Everything that changes it goes through here: first into the
 * journal, then into store, tree and counts together.
 *
 * <p><b>What is replayed is what happened.</b> Only changes that are made are journalled, with what
 * they changed, and {@link #replayed} makes them again in the same order, whatever is held. So
 * replaying from any point before the state of the store, however often, ends at the state of the
 * journal's end.
 *
 * <p><b>The floor</b> is in the journal but not in the store: whoever cuts the journal first stores
 * {@link #floor()} and gives it to the next {@link #open}.
 *
 * <p><b>A full disk.</b> If the journal is full nothing has happened. If the store refuses what the
 * journal already holds, the journal is told for each key of the write what is still held; a batch
 * that was half put is undone first. The version of a refused write must never be used again.
 *
 * <p><b>A load.</b> A copy that begins empty, and that nobody relies on before it was made equal to
 * another, is filled past the journal: what comes in is in the store only, and a process or machine
 * that stops may lose any part of it.
 *
 * <pre>
 * (new)   -> LOADING: {@link #beginLoad}; nothing is journalled
 * LOADING -> LOADED:  {@link #endLoad}; everything is journalled from here on
 * LOADED  -> stored:  {@link #stored}; the store was synced, and what the journal holds of this
 *                     segment from before the end of the load is void
 * </pre>
 *
 * Until it is stored the copy must not be said to hold anything.
 *
 * <p>Thread rule: belongs to one loop. Nothing here blocks but {@link #open} and a flush or purge,
 * which may read the whole store.
 */
public final class SegmentCopy {
  private final TrackedStore entries;
  private final SegmentJournal journal;
  private Version floor;
  private Version lastPurge = Version.ZERO;
  private Version purgedThrough = Version.ZERO;
  private boolean needsStoring;

  private SegmentCopy(TrackedStore entries, SegmentJournal journal, Version floor) {
    this.entries = entries;
    this.journal = journal;
    this.floor = floor;
    entries.saw(floor);
  }

  /**
   * Takes over a store and reads all its headers to build the tree.
   *
   * @param floor as it was when the journal was last cut; {@link Version#ZERO} for an empty store
   */
  public static SegmentCopy open(
      int segment, SegmentStore store, WriteAheadLog log, Version floor) {
    return new SegmentCopy(new TrackedStore(store), new SegmentJournal(segment, log), floor);
  }

  /** Takes over a store that is new, to fill it from another copy. */
  public static SegmentCopy beginLoad(int segment, SegmentStore store, WriteAheadLog log) {
    if (store.entryCount() > 0) {
      throw new IllegalStateException(
          "a load begins with nothing, not with " + store.entryCount() + " entries");
    }
    SegmentCopy copy = open(segment, store, log, Version.ZERO);
    copy.journal.passBy(true);
    copy.needsStoring = true;
    return copy;
  }

  /** Whether the journal is passed by. */
  public boolean isLoading() {
    return journal.isPassedBy();
  }

  /** Whether there was a load whose outcome may not all be on disk. */
  public boolean needsStoring() {
    return needsStoring;
  }

  /**
   * Everything is journalled from here on. Nothing happens if it is already.
   *
   * @throws StoreFullException if the floor cannot be; the load goes on then
   */
  public void endLoad() {
    if (!isLoading()) {
      return;
    }
    journal.passBy(false);
    try {
      if (!floor.equals(Version.ZERO)) {
        journal.append(new Write.Floor(floor));
      }
    } catch (StoreFullException full) {
      journal.passBy(true);
      throw full;
    }
  }

  /** After the end of the load the store was synced. */
  public void stored() {
    if (isLoading()) {
      throw new IllegalStateException("a load is stored when it has ended");
    }
    needsStoring = false;
  }

  /**
   * Applies a write of the segment's primary; entries that are not newer than what is held, or not
   * above the floor, are left out. So a write may come twice, late, or out of order. Nor does one
   * come back at or below the last purge: all that was written until there was held here, so what
   * is not any more was replaced by a tombstone that is gone.
   *
   * @return the journal position whose sync makes durable all that this write brought, even if it
   *     was held already: the last position of this copy, 0 if nothing was appended since {@link
   *     #open}
   * @throws StoreFullException if the disk is full; nothing has changed
   * @throws OutcomeUnknownException if besides the journal could not take the write back
   */
  public long apply(Write write) {
    switch (write) {
      case Write.Put put -> applyPut(put);
      case Write.Floor raised -> {
        if (raised.version().isAfter(floor)) {
          replaceFloor(raised.version());
        }
      }
      case Write.Purge purge -> {
        if (tombstoneCount() > 0) {
          journal.append(purge);
        }
        drop(purge);
      }
    }
    return journal.lastPosition();
  }

  private void applyPut(Write.Put put) {
    if (put.entries().size() == 1) {
      KeyedEntry only = put.entries().get(0);
      EntryHeader held = header(only.key());
      if (isNews(only.entry(), held)) {
        putOne(put, only, held);
      }
      return;
    }
    List<KeyedEntry> news = new ArrayList<>(put.entries().size());
    for (KeyedEntry each : put.entries()) {
      if (isNews(each.entry(), header(each.key()))) {
        news.add(each);
      }
    }
    if (!news.isEmpty()) {
      replace(news);
    }
  }

  private boolean isNews(Entry entry, @Nullable EntryHeader held) {
    return entry.version().isAfter(floor)
        && entry.version().isAfter(held == null ? purgedThrough : held.version());
  }

  /**
   * Puts entries whatever is held, as one journal record and all or none. For synchronisation,
   * which has found them to be right.
   *
   * @param together entries of one version, at least one
   * @throws StoreFullException and {@link OutcomeUnknownException} as {@link #apply}
   * @throws DamagedEntryException if what would be replaced cannot be read; nothing has changed
   */
  public void replace(List<KeyedEntry> together) {
    Write.Put put = new Write.Put(together.get(0).entry().version(), together);
    if (together.size() == 1) {
      putOne(put, together.get(0), header(together.get(0).key()));
      return;
    }
    journal.append(put);
    try {
      entries.putAll(together);
    } catch (StoreFullException | DamagedEntryException refusal) {
      journal.takeBack(together, entries.store(), refusal);
      throw refusal;
    }
  }

  /**
   * Puts one entry whatever is held. For synchronisation.
   *
   * @param held what {@link #header} has just said of its key
   * @throws StoreFullException and {@link OutcomeUnknownException} as {@link #apply}
   */
  public void replace(KeyedEntry only, @Nullable EntryHeader held) {
    putOne(new Write.Put(only.entry().version(), List.of(only)), only, held);
  }

  private void putOne(Write.Put put, KeyedEntry only, @Nullable EntryHeader held) {
    journal.append(put);
    try {
      entries.put(only.key(), held, only.entry());
    } catch (StoreFullException full) {
      journal.takeBack(put.entries(), entries.store(), full);
      throw full;
    }
  }

  /** Forgets a key without leaving a tombstone. For synchronisation. */
  public void forget(Key key) {
    if (header(key) != null) {
      journal.appendRemoval(key);
      entries.remove(key);
    }
  }

  /**
   * Forgets keys whose entries are damaged, without leaving tombstones, and counts anew all that is
   * left: what was held for them is not known. Reads the whole store.
   *
   * @throws StoreFullException if the disk is full; to be tried again
   */
  public void forgetDamaged(Collection<Key> keys) {
    for (Key key : keys) {
      journal.appendRemoval(key);
      entries.store().remove(key);
    }
    entries.recount();
  }

  /** Sets the floor, even to a lower version, and drops what is at or below it. */
  public void replaceFloor(Version version) {
    if (!version.equals(floor)) {
      journal.append(new Write.Floor(version));
      lay(version);
    }
  }

  /** Forgets everything, floor included. */
  public void reset() {
    journal.appendReset();
    replayedReset();
  }

  /** Makes a change again that the journal holds, after an unclean stop. */
  public void replayed(Write write) {
    switch (write) {
      case Write.Put put -> entries.putAll(put.entries());
      case Write.Floor laid -> lay(laid.version());
      case Write.Purge purge -> drop(purge);
    }
  }

  /** Forgets a key again, as the journal says. */
  public void replayedRemoval(Key key) {
    entries.remove(key);
  }

  /** Forgets everything again, as the journal says. */
  public void replayedReset() {
    entries.clear();
    floor = Version.ZERO;
    purgedThrough = Version.ZERO;
  }

  private void lay(Version version) {
    floor = version;
    entries.removeThrough(version);
    entries.saw(version);
  }

  private void drop(Write.Purge purge) {
    if (purge.version().isAfter(lastPurge)) {
      lastPurge = purge.version();
    }
    if (purge.through().isAfter(purgedThrough)) {
      purgedThrough = purge.through();
    }
    entries.removeTombstonesThrough(purge.through());
    entries.saw(purge.version());
  }

  /** What a key maps to, tombstones and expired entries included; null if nothing. */
  public @Nullable Entry get(Key key) {
    return entries.store().get(key);
  }

  /** Like {@link #get}, without reading the value. */
  public @Nullable EntryHeader header(Key key) {
    return entries.store().header(key);
  }

  /** One number for all that is held and the floor: copies with the same root are equal. */
  public long root() {
    return entries.tree().root(floor);
  }

  /** The tree of this copy: read only. */
  public MerkleTree tree() {
    return entries.tree();
  }

  /** Everything at or below this version was flushed. */
  public Version floor() {
    return floor;
  }

  /** The highest version that was ever seen here since {@link #open}. */
  public Version highestVersion() {
    return entries.highest();
  }

  /** The version of the last purge since {@link #open}, {@link Version#ZERO} if there was none. */
  public Version lastPurge() {
    return lastPurge;
  }

  /** The position of the last journal record of this copy since {@link #open}; 0 if none. */
  public long lastPosition() {
    return journal.lastPosition();
  }

  /** Number of keys that map to a value, expired ones included. */
  public long keyCount() {
    return entries.census().keyCount();
  }

  public long tombstoneCount() {
    return entries.census().tombstoneCount();
  }

  /** Number of keys that map to a value with a deadline, passed or not. */
  public long expiringCount() {
    return entries.census().expiringCount();
  }

  /**
   * Bytes that count against {@code maxmemory}: tombstones do not, or else an eviction would free
   * next to nothing.
   */
  public long usedBytes() {
    return entries.store().usedBytes() - entries.census().tombstoneBytes();
  }

  /** How much there is. */
  public StoreExtent extent() {
    return entries.store().extent();
  }

  /**
   * A step of a walk over all keys with a value. A step costs reading one slice, some thousands of
   * keys, whatever {@code count} is: ask for hundreds rather than for ten.
   *
   * @param cursor 0 to begin, or what the last step returned; one that is out of range ends the
   *     walk
   * @param count keys to visit; fewer if 16 slices did not hold as many, never above 10,000
   * @param wanted whether a visited key is returned
   */
  public KeyPage scan(long cursor, int count, BiPredicate<Key, EntryHeader> wanted) {
    return new KeyWalk(entries.store(), count, wanted).from(cursor);
  }

  /**
   * One past the rank of the last leaf that is read together with the leaf of {@code rank} ({@link
   * io.starling.antientropy.merkle.ScanOrder}).
   */
  public int runEnd(int rank) {
    return entries.runEnd(rank);
  }

  /** Shows every entry of the leaves from one rank up to another, excluded; in no order. */
  public void scanLeaves(int fromRank, int endRank, LeafVisitor visitor) {
    entries.scanLeaves(fromRank, endRank, visitor);
  }
}
