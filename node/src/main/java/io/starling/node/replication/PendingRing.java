package io.starling.node.replication;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Pending writes by sequence, oldest first. A ring, because every write passes through: to add,
 * find and remove cost a few instructions. A sequence that was given to a write which was then
 * refused leaves a hole.
 */
final class PendingRing implements Iterable<PendingWrite> {
  private static final int CAPACITY_MIN = 16;

  private @Nullable PendingWrite[] slots = new @Nullable PendingWrite[CAPACITY_MIN];
  private long firstSequence;
  private int span;
  private int count;

  /** Adds a write whose sequence is above all that were added before. */
  void addLast(PendingWrite pending) {
    long sequence = pending.sequence();
    if (span == 0) {
      firstSequence = sequence;
    }
    long place = sequence - firstSequence;
    if (place < span) {
      throw new IllegalArgumentException(
          "sequence " + sequence + " after " + (firstSequence + span - 1));
    }
    while (place >= slots.length) {
      grow();
    }
    slots[index(sequence)] = pending;
    span = (int) place + 1;
    count++;
  }

  private void grow() {
    @Nullable PendingWrite[] larger = new @Nullable PendingWrite[slots.length * 2];
    for (long sequence = firstSequence; sequence < firstSequence + span; sequence++) {
      larger[(int) (sequence & (larger.length - 1))] = slots[index(sequence)];
    }
    slots = larger;
  }

  private int index(long sequence) {
    return (int) (sequence & (slots.length - 1));
  }

  /** The write with this sequence; null if it is not here. */
  @Nullable PendingWrite find(long sequence) {
    long place = sequence - firstSequence;
    return place < 0 || place >= span ? null : slots[index(sequence)];
  }

  /** The oldest write; null if there is none. */
  @Nullable PendingWrite first() {
    while (span > 0 && slots[index(firstSequence)] == null) {
      firstSequence++;
      span--;
    }
    return span == 0 ? null : slots[index(firstSequence)];
  }

  /** Removes what {@link #first} returned. */
  void removeFirst() {
    slots[index(firstSequence)] = null;
    firstSequence++;
    span--;
    count--;
  }

  int size() {
    return count;
  }

  void clear() {
    slots = new @Nullable PendingWrite[CAPACITY_MIN];
    span = 0;
    count = 0;
  }

  /** Oldest first; the ring must not change meanwhile. */
  @Override
  public Iterator<PendingWrite> iterator() {
    return new Iterator<>() {
      private long next = firstSequence;

      @Override
      public boolean hasNext() {
        while (next < firstSequence + span && slots[index(next)] == null) {
          next++;
        }
        return next < firstSequence + span;
      }

      @Override
      public PendingWrite next() {
        PendingWrite found = hasNext() ? slots[index(next)] : null;
        if (found == null) {
          throw new NoSuchElementException("after the newest write");
        }
        next++;
        return found;
      }
    };
  }
}
