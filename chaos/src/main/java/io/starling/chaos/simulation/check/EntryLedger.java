package io.starling.chaos.simulation.check;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every entry that was ever written (I10), and those that were acknowledged (I11).
 *
 * <p>A write is known to be committed when its reply reaches the client's link.
 */
public final class EntryLedger {
  /** What is known of a key. */
  private static final class Known {
    final TreeMap<Version, Entry> written = new TreeMap<>();
    final TreeSet<Version> committed = new TreeSet<>();

    /** The last committed version of the epochs before this one. */
    Version committedBefore(long epoch) {
      Version last = committed.lower(new Version(epoch, 0));
      return last == null ? Version.ZERO : last;
    }

    boolean wasRemovedAfter(Version version) {
      return written.tailMap(version, true).values().stream().anyMatch(Entry::isTombstone);
    }
  }

  private final TreeMap<Integer, TreeMap<Key, Known>> bySegment = new TreeMap<>();
  private final TreeMap<Integer, TreeMap<Version, Key>> single = new TreeMap<>();

  /** A write reached the journal of some node. */
  public void written(int segment, Write write) {
    if (write instanceof Write.Put put) {
      for (KeyedEntry each : put.entries()) {
        written(segment, each.key(), each.entry());
      }
    }
  }

  private void written(int segment, Key key, Entry entry) {
    Entry before = known(segment, key).written.putIfAbsent(entry.version(), entry);
    if (before != null && !before.equals(entry)) {
      throw new InvariantViolatedException(
          Invariant.I10, segment, key + ": " + before.header() + " and " + entry.header());
    }
    if (before == null && !entry.header().isBatch()) {
      alone(segment, key, entry.version());
    }
  }

  private void alone(int segment, Key key, Version version) {
    Key other =
        single.computeIfAbsent(segment, unused -> new TreeMap<>()).putIfAbsent(version, key);
    if (other != null && !other.equals(key)) {
      throw new InvariantViolatedException(
          Invariant.I10, segment, version + " of " + key + " and of " + other);
    }
  }

  /** Writes were acknowledged to a client at a level that a majority backs. */
  public void committed(int segment, List<Write> writes) {
    for (Write write : writes) {
      if (write instanceof Write.Put put) {
        for (KeyedEntry each : put.entries()) {
          known(segment, each.key()).committed.add(each.entry().version());
        }
      }
    }
  }

  private Known known(int segment, Key key) {
    return bySegment
        .computeIfAbsent(segment, unused -> new TreeMap<>())
        .computeIfAbsent(key, unused -> new Known());
  }

  /** A primary opens its epoch with this copy. It may be late: a later epoch may be open too. */
  public void opened(int segment, long epoch, SegmentCopy copy) {
    bySegment
        .getOrDefault(segment, new TreeMap<>())
        .forEach((key, known) -> check(segment, epoch, copy, key, known));
  }

  private static void check(int segment, long epoch, SegmentCopy copy, Key key, Known known) {
    Version committed = known.committedBefore(epoch);
    EntryHeader held = copy.header(key);
    boolean isHeld =
        held == null
            ? known.wasRemovedAfter(committed) || committed.equals(Version.ZERO)
            : !committed.isAfter(held.version());
    if (!isHeld && committed.isAfter(copy.floor())) {
      throw new InvariantViolatedException(
          Invariant.I11,
          segment,
          "epoch %d opens without %s at %s: it holds %s, floor %s"
              .formatted(epoch, key, committed, held, copy.floor()));
    }
  }
}
