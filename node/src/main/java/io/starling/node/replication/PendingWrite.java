package io.starling.node.replication;

import io.starling.storage.entry.Write;
import java.util.ArrayList;
import java.util.List;

/** A write on its way to its recipients. */
final class PendingWrite {
  private final Write write;
  private final long bytes;
  private final long logPosition;
  private final List<Waiter> awaitingCommit = new ArrayList<>(1);
  private final List<Waiter> awaitingAll = new ArrayList<>(0);
  private final List<Waiter> awaitingLearners = new ArrayList<>(0);
  private long holders;
  private long counted;
  private boolean committed;
  private long sentAtNanos;
  private final long createdAtNanos;

  PendingWrite(Write write, long bytes, long logPosition, long nowNanos) {
    this.write = write;
    this.bytes = bytes;
    this.logPosition = logPosition;
    this.createdAtNanos = nowNanos;
    this.sentAtNanos = nowNanos;
  }

  Write write() {
    return write;
  }

  long sequence() {
    return write.version().sequence();
  }

  /** Where the journal holds it. */
  long logPosition() {
    return logPosition;
  }

  long bytes() {
    return bytes;
  }

  boolean isCommitted() {
    return committed;
  }

  long createdAtNanos() {
    return createdAtNanos;
  }

  long sentAtNanos() {
    return sentAtNanos;
  }

  void sentAgain(long nowNanos) {
    sentAtNanos = nowNanos;
  }

  boolean isHeldBy(int slot) {
    return (holders & (1L << slot)) != 0;
  }

  /** Whether everybody in a set of slots holds it. */
  boolean isHeldByAll(long slots) {
    return (holders & slots) == slots;
  }

  /** Notes a holder; {@code counts} if it is a member whose copy is not suspect. */
  void held(int slot, boolean counts) {
    holders |= 1L << slot;
    if (counts) {
      counted |= 1L << slot;
    }
  }

  int countedHolders() {
    return Long.bitCount(counted);
  }

  void awaitCommit(Waiter waiter) {
    waiter.expect();
    awaitingCommit.add(waiter);
  }

  void awaitAll(Waiter waiter) {
    waiter.expect();
    awaitingAll.add(waiter);
  }

  /** Holds a reply back although nothing but the pace of a learner asks for it. */
  void awaitLearners(Waiter waiter) {
    waiter.expect();
    awaitingLearners.add(waiter);
  }

  /** Learners have it, or were waited for long enough. */
  void endWaitForLearners() {
    if (!awaitingLearners.isEmpty()) {
      List<Waiter> all = List.copyOf(awaitingLearners);
      awaitingLearners.clear();
      all.forEach(Waiter::committed);
    }
  }

  void commit() {
    committed = true;
    awaitingCommit.forEach(Waiter::committed);
    awaitingCommit.clear();
  }

  void heldByAllMembers() {
    awaitingAll.forEach(Waiter::committed);
    awaitingAll.clear();
  }

  boolean hasWaitersForAll() {
    return !awaitingAll.isEmpty();
  }

  void abandon(String reason) {
    endWaitForLearners();
    awaitingCommit.forEach(waiter -> waiter.abandon(reason));
    awaitingCommit.clear();
    abandonAll(reason);
  }

  void abandonAll(String reason) {
    awaitingAll.forEach(waiter -> waiter.abandon(reason));
    awaitingAll.clear();
  }
}
