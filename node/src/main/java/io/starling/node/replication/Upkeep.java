package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.node.replication.ReplicaMessage.Barrier;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * What a serving primary does without being asked: it removes what has expired, and lets tombstones
 * be dropped once every member and learner holds them on disk (ARCHITECTURE.md 3.9). Both are
 * writes like any other.
 */
final class Upkeep {
  /** No barrier is under way. */
  private static final long NONE = -1;

  /** Expired entries that one write removes at most. */
  private static final int EXPIRED_MAX = 64;

  /** Tombstones are many when they are more than this and a tenth of the keys. */
  private static final long TOMBSTONES_MANY = 1_000;

  private static final int CROWDED_DIVISOR = 10;

  private final Replica replica;
  private final ReplicaContext context;
  private final Recipients recipients;
  private final PendingWrites pending;
  private final WriteStream stream;
  private int sweepRank;
  private long sweepAtNanos;
  private long barrierAtNanos;
  private long barrierSequence = NONE;
  private boolean ownBarrierReached;

  Upkeep(
      Replica replica,
      ReplicaContext context,
      Recipients recipients,
      PendingWrites pending,
      WriteStream stream) {
    this.replica = replica;
    this.context = context;
    this.recipients = recipients;
    this.pending = pending;
    this.stream = stream;
    this.barrierAtNanos = context.nanos();
    this.sweepAtNanos = context.nanos();
  }

  void tick() {
    SegmentCopy copy = replica.ownCopy();
    if (copy.expiringCount() > 0 && context.nanos() - sweepAtNanos >= 0) {
      sweepAtNanos = context.nanos() + context.settings().sweepInterval().toNanos();
      removeExpired(copy);
    }
    if (copy.tombstoneCount() > 0) {
      dropTombstones();
    }
  }

  /** Looks at one run of leaves a call, so that a loop is never held up for long. */
  private void removeExpired(SegmentCopy copy) {
    List<Key> expired = new ArrayList<>();
    int end = copy.runEnd(sweepRank);
    long wallMillis = context.now().wallMillis();
    copy.scanLeaves(
        sweepRank,
        end,
        (leaf, key, header, value) -> {
          if (!header.isTombstone()
              && !header.isVisibleAt(wallMillis)
              && expired.size() < EXPIRED_MAX) {
            expired.add(key);
          }
        });
    if (expired.size() < EXPIRED_MAX) {
      sweepRank = end % ScanOrder.LEAF_COUNT;
    }
    if (!expired.isEmpty()) {
      stream.writeByItself(version -> removal(version, expired));
    }
  }

  /** Removes all of these keys, or none. */
  static Write removal(Version version, List<Key> keys) {
    int flags = keys.size() > 1 ? EntryHeader.BATCH : 0;
    List<KeyedEntry> tombstones =
        keys.stream().map(key -> new KeyedEntry(key, Entry.tombstone(version, flags))).toList();
    return new Write.Put(version, tombstones);
  }

  /**
   * Asks everybody, now and then, whether all up to the present sequence is on disk; when all have
   * said so the tombstones up to there are purged. Whatever falls behind in between makes it start
   * over.
   */
  private void dropTombstones() {
    if (!recipients.allInSync()) {
      barrierSequence = NONE;
    } else if (barrierSequence == NONE) {
      raiseBarrier(pending.heldByAllThrough(stream.lastSequence()));
    } else if (ownBarrierReached && allReached()) {
      Version through = new Version(replica.configuration().epoch(), barrierSequence);
      barrierSequence = NONE;
      stream.writeByItself(version -> new Write.Purge(version, through));
    } else if (context.nanos() - barrierAtNanos >= 0) {
      barrierSequence = NONE;
    }
  }

  private void raiseBarrier(long sequence) {
    if (context.nanos() - barrierAtNanos < 0) {
      return;
    }
    long interval = context.settings().barrierInterval().toNanos();
    barrierAtNanos = context.nanos() + (isCrowded() ? interval / CROWDED_DIVISOR : interval);
    barrierSequence = sequence;
    ownBarrierReached = false;
    context
        .output()
        .whenLogDurable(
            () -> {
              if (barrierSequence == sequence) {
                ownBarrierReached = true;
              }
            });
    int segment = replica.segment();
    long epoch = replica.configuration().epoch();
    for (Recipient recipient : recipients.all()) {
      context.output().send(recipient.node(), new Barrier(segment, epoch, sequence));
    }
  }

  /** Eviction leaves tombstones faster than anything else, and they take room, too. */
  private boolean isCrowded() {
    SegmentCopy copy = replica.ownCopy();
    return copy.tombstoneCount() > TOMBSTONES_MANY + copy.keyCount() / CROWDED_DIVISOR;
  }

  private boolean allReached() {
    for (Recipient recipient : recipients.all()) {
      if (recipient.barrierReached() < barrierSequence) {
        return false;
      }
    }
    return true;
  }
}
