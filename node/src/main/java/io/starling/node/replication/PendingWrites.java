package io.starling.node.replication;

import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one open epoch that are not yet committed, or not yet held by every recipient that
 * is kept in sync. In order of sequence, without gaps.
 */
final class PendingWrites {
  private final int majority;
  private final PendingRing inOrder = new PendingRing();
  private final Map<Key, PendingWrite> uncommittedByKey = new LinkedHashMap<>();
  private @Nullable PendingWrite uncommittedFloor;
  private int uncommitted;
  private long bytes;

  /**
   * @param majority how many members must hold a write before it is committed
   */
  PendingWrites(int majority) {
    this.majority = majority;
  }

  void add(PendingWrite pending) {
    inOrder.addLast(pending);
    bytes += pending.bytes();
    uncommitted++;
    switch (pending.write()) {
      case Write.Put put -> {
        for (KeyedEntry entry : put.entries()) {
          uncommittedByKey.put(entry.key(), pending);
        }
      }
      case Write.Floor floor -> uncommittedFloor = pending;
      case Write.Purge purge -> {}
    }
  }

  /**
   * The latest uncommitted write that a reader of this key must wait for; null if there is none.
   */
  @Nullable PendingWrite uncommitted(Key key) {
    if (uncommitted == 0) {
      return null;
    }
    PendingWrite write = uncommittedByKey.get(key);
    PendingWrite floor = uncommittedFloor;
    return write == null || (floor != null && floor.sequence() > write.sequence()) ? floor : write;
  }

  /** The write of this sequence; null if it is not pending. */
  @Nullable PendingWrite find(long sequence) {
    return inOrder.find(sequence);
  }

  /** Lets a reader of the whole segment wait for every uncommitted write. */
  void awaitAllUncommitted(Waiter waiter) {
    for (PendingWrite pending : inOrder) {
      if (!pending.isCommitted()) {
        pending.awaitCommit(waiter);
      }
    }
  }

  /**
   * A node holds a write.
   *
   * @param counts whether it counts in the majority
   * @return the write, if it is still pending
   */
  @Nullable PendingWrite held(long sequence, int slot, boolean counts) {
    PendingWrite pending = find(sequence);
    if (pending == null) {
      return null;
    }
    pending.held(slot, counts);
    if (!pending.isCommitted() && pending.countedHolders() >= majority) {
      committed(pending);
    }
    return pending;
  }

  /** A node holds every write up to a sequence. */
  void heldThrough(long sequence, int slot, boolean counts) {
    for (PendingWrite pending : inOrder) {
      if (pending.sequence() <= sequence) {
        held(pending.sequence(), slot, counts);
      }
    }
  }

  private void committed(PendingWrite pending) {
    uncommitted--;
    if (pending.write() instanceof Write.Put put) {
      for (KeyedEntry entry : put.entries()) {
        uncommittedByKey.remove(entry.key(), pending);
      }
    }
    if (uncommittedFloor == pending) {
      uncommittedFloor = null;
    }
    pending.commit();
  }

  /** Lets go of what is committed and held by every one of these slots. */
  void release(long slotsToWaitFor, long memberSlots) {
    for (PendingWrite oldest = inOrder.first(); oldest != null; oldest = inOrder.first()) {
      if (oldest.isHeldByAll(memberSlots)) {
        oldest.heldByAllMembers();
      }
      if (!oldest.isCommitted()
          || oldest.hasWaitersForAll()
          || !oldest.isHeldByAll(slotsToWaitFor)) {
        return;
      }
      inOrder.removeFirst();
      bytes -= oldest.bytes();
      oldest.endWaitForLearners();
    }
  }

  /** Whether the oldest write is kept for nobody but learners. */
  boolean isKeptForLearners(long memberSlots, long trackedSlots) {
    PendingWrite oldest = inOrder.first();
    return oldest != null
        && oldest.isCommitted()
        && oldest.isHeldByAll(trackedSlots & memberSlots)
        && !oldest.isHeldByAll(trackedSlots);
  }

  /** Ends the waiting for learners of all writes that are older than this. */
  void endWaitsForLearners(long beforeNanos) {
    List<PendingWrite> old = new ArrayList<>();
    for (PendingWrite pending : inOrder) {
      if (pending.createdAtNanos() - beforeNanos > 0) {
        break;
      }
      old.add(pending);
    }
    old.forEach(PendingWrite::endWaitForLearners);
  }

  /** The oldest write that is not committed; null if all are. */
  @Nullable PendingWrite oldestUncommitted() {
    if (uncommitted == 0) {
      return null;
    }
    for (PendingWrite pending : inOrder) {
      if (!pending.isCommitted()) {
        return pending;
      }
    }
    return null;
  }

  /** Whether a committed write that is older than this has not reached a recipient. */
  boolean isOwed(int slot, long beforeNanos) {
    for (PendingWrite pending : inOrder) {
      if (pending.createdAtNanos() - beforeNanos > 0) {
        return false;
      }
      if (pending.isCommitted() && !pending.isHeldBy(slot)) {
        return true;
      }
    }
    return false;
  }

  /** How many writes a recipient has yet to acknowledge. */
  int owed(int slot) {
    int count = 0;
    for (PendingWrite pending : inOrder) {
      count += pending.isHeldBy(slot) ? 0 : 1;
    }
    return count;
  }

  /** Tells those who wait for a commit that it will not come soon; it may come later. */
  void abandonWaitersForCommit(String reason) {
    for (PendingWrite pending : inOrder) {
      if (!pending.isCommitted()) {
        pending.abandon(reason);
      }
    }
  }

  /** Tells those who wait for every member that not every member will answer. */
  void abandonWaitersForAll(String reason) {
    inOrder.forEach(pending -> pending.abandonAll(reason));
  }

  /** The entries of the uncommitted batch with this version; empty if there is none. */
  List<KeyedEntry> uncommittedBatch(Version version) {
    PendingWrite pending = find(version.sequence());
    return pending != null
            && !pending.isCommitted()
            && pending.write() instanceof Write.Put put
            && put.version().equals(version)
            && put.entries().size() > 1
        ? put.entries()
        : List.of();
  }

  /** Shows all, oldest first. */
  void forEach(Consumer<PendingWrite> visitor) {
    inOrder.forEach(visitor);
  }

  /**
   * The last sequence that every recipient in sync holds, with all before it.
   *
   * @param lastSequence that was given
   */
  long heldByAllThrough(long lastSequence) {
    PendingWrite oldest = inOrder.first();
    return oldest == null ? lastSequence : oldest.sequence() - 1;
  }

  boolean isEmpty() {
    return inOrder.size() == 0;
  }

  boolean hasUncommitted() {
    return uncommitted > 0;
  }

  int size() {
    return inOrder.size();
  }

  long bytes() {
    return bytes;
  }

  /** Gives every held reply its answer: the epoch is over. */
  void abandon(String reason) {
    List<PendingWrite> all = new ArrayList<>(inOrder.size());
    inOrder.forEach(all::add);
    inOrder.clear();
    uncommittedByKey.clear();
    uncommitted = 0;
    all.forEach(pending -> pending.abandon(reason));
  }
}
