package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.DamagedEntryException;
import io.starling.storage.segment.StoreFailedException;
import io.starling.storage.segment.StoreFullException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a node does about damage in its own copy of a segment (ARCHITECTURE.md 3.7): nothing wrong
 * is ever answered or shown to others, and the copy counts in no majority until it was made equal
 * again.
 *
 * <pre>
 * sound   -> damaged: a read, a scan or a scrub found something that is not as it was written
 * damaged -> suspect: not the primary, or no longer; the mark is on disk
 * suspect -> sound:   what is damaged was forgotten, or everything if the store failed; the copy is
 *                     to be made equal to the primary's
 * </pre>
 *
 * A primary gives way first, if others can go on without it; until then it refuses what is damaged.
 */
final class CopyRepair {
  /** With more damaged entries than this the copy is thrown away as a whole. */
  private static final int KEYS_MAX = 1_000;

  private final Replica replica;
  private final ReplicaContext context;
  private final TreeSet<Key> damagedKeys = new TreeSet<>();

  /** What shows up again under a key that was just forgotten cannot be reached by that key. */
  private final TreeSet<Key> forgotten = new TreeSet<>();

  private boolean leafDiffers;
  private boolean lost;
  private boolean marking;
  private int findings;

  CopyRepair(Replica replica, ReplicaContext context) {
    this.replica = replica;
    this.context = context;
  }

  /** Takes a step that reads or changes the copy; damage that it meets is noted and ends it. */
  void watch(Runnable step) {
    try {
      step.run();
    } catch (DamagedEntryException damaged) {
      found(damaged.key());
    } catch (StoreFailedException failed) {
      storeFailed(failed);
    } catch (StoreFullException full) {
      // What there is no room for is left undone; whoever asked for it asks again.
    }
  }

  /** What a reading step answers; empty if it met damage that was not known before. */
  <T> Optional<T> soundly(Supplier<T> read) {
    int before = findings;
    try {
      T answer = read.get();
      return findings == before ? Optional.of(answer) : Optional.empty();
    } catch (DamagedEntryException damaged) {
      found(damaged.key());
    } catch (StoreFailedException failed) {
      storeFailed(failed);
    }
    return Optional.empty();
  }

  /** The entry of a key does not match its checksum. Only notes it: a scan may be under way. */
  void found(Key key) {
    if (damagedKeys.size() >= KEYS_MAX || forgotten.contains(key)) {
      lost = true;
    } else if (damagedKeys.add(key)) {
      tell("the entry of a key is damaged");
    }
  }

  /** The entries of a leaf are not those that were written, more or less than what is known. */
  void foundLeaf() {
    if (!isNeeded()) {
      leafDiffers = true;
      tell("entries are not as they were written");
    }
  }

  /** The files of the copy are beyond reading. */
  void storeFailed(StoreFailedException failure) {
    if (!lost) {
      lost = true;
      tell(String.valueOf(failure.getMessage()));
    }
  }

  private void tell(String what) {
    findings++;
    context
        .output()
        .happened(
            new ReplicaEvent.Damaged(replica.segment(), replica.configuration().epoch(), what));
  }

  /** Whether something is damaged and still there. */
  boolean isNeeded() {
    return lost || leafDiffers || !damagedKeys.isEmpty();
  }

  /** Goes on with what is to be done; not during a scan. */
  void tick() {
    if (!isNeeded() || marking) {
      return;
    }
    Optional<Leader> leader = replica.leader();
    if (leader.isPresent() && leader.get().isOpen()) {
      leader.get().giveWay();
      return;
    }
    if (leader.isPresent()) {
      replica.gatherAgain();
    }
    marking = true;
    if (lost) {
      replica.record().markLost(() -> marked(this::forgetAll));
    } else {
      replica.record().markSuspect(() -> marked(this::forgetDamaged));
    }
  }

  private void marked(Runnable repair) {
    marking = false;
    if (replica.leader().isEmpty()) {
      watch(repair);
    }
  }

  private void forgetAll() {
    if (lost) {
      replica.replaceCopy();
      replica.copyRepaired();
    }
  }

  /** The copy is gone as a whole, and what was wrong with it. */
  void copyDropped() {
    damagedKeys.clear();
    leafDiffers = false;
    lost = false;
  }

  private void forgetDamaged() {
    SegmentCopy copy = replica.copy();
    if (copy == null) {
      return;
    }
    try {
      while (!lost && isNeeded()) {
        forgetIn(copy);
      }
    } finally {
      forgotten.clear();
    }
    if (!lost) {
      replica.copyRepaired();
    }
  }

  /** Forgets what is known to be damaged; what is found meanwhile comes next. */
  private void forgetIn(SegmentCopy copy) {
    List<Key> keys = List.copyOf(damagedKeys);
    forgotten.addAll(keys);
    leafDiffers = false;
    copy.forgetDamaged(keys);
    keys.forEach(damagedKeys::remove);
  }
}
