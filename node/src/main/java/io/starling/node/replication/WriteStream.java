package io.starling.node.replication;

import io.starling.antientropy.copy.OutcomeUnknownException;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.segment.StoreFullException;
import java.util.function.Function;

/**
 * The ordered stream of one primary's writes: each gets the next version, is applied, and goes to
 * all recipients in order, again and again until it is not owed to anybody (ARCHITECTURE.md 3.4).
 */
final class WriteStream {
  /** Of the writes that may be pending: as large a part for learners alone slows the writers. */
  private static final int SLOWED_FROM = 16;

  private final Replica replica;
  private final ReplicaContext context;
  private final Configuration configuration;
  private final Recipients recipients;
  private final PendingWrites pending;
  private long nextSequence = 1;
  private boolean slowed;

  WriteStream(
      Replica replica, ReplicaContext context, Recipients recipients, PendingWrites pending) {
    this.replica = replica;
    this.context = context;
    this.configuration = replica.configuration();
    this.recipients = recipients;
    this.pending = pending;
  }

  /** A number once given is never given again, even if its write is refused. */
  Version nextVersion() {
    return new Version(configuration.epoch(), nextSequence++);
  }

  /** The highest sequence given so far; 0 if none. */
  long lastSequence() {
    return nextSequence - 1;
  }

  /** The version of the last write that was applied to the own copy. */
  Version marker() {
    return new Version(configuration.epoch(), lastSequence());
  }

  /**
   * Applies a write and sends it; {@link #settle} says when the primary itself holds it.
   *
   * @param bytes of keys and values that a client set
   * @throws StoreFullException if there is no room; nothing has changed
   */
  PendingWrite send(Write write, long bytes) {
    SegmentCopy copy = replica.ownCopy();
    long bytesBefore = copy.usedBytes();
    long position = copy.apply(write);
    context.room().changed(copy.usedBytes() - bytesBefore);
    PendingWrite added = new PendingWrite(write, bytes, position, context.nanos());
    pending.add(added);
    for (Recipient recipient : recipients.all()) {
      sendTo(recipient, added);
    }
    return added;
  }

  /** Counts the primary itself as a holder as soon as the write is durable enough. */
  void settle(PendingWrite added) {
    long sequence = added.sequence();
    context
        .output()
        .whenAcknowledgeable(
            added.logPosition(),
            () -> held(sequence, Recipients.SELF_SLOT, !replica.marks().suspect()));
  }

  /**
   * Makes a write that no client asked for: an expiry, an eviction, a purge. Without room on disk
   * it is left undone; whoever asked for it will ask again.
   *
   * @return whether it was made
   */
  boolean writeByItself(Function<Version, Write> write) {
    try {
      settle(send(write.apply(nextVersion()), 0));
      return true;
    } catch (StoreFullException | OutcomeUnknownException full) {
      return false;
    }
  }

  private void sendTo(Recipient recipient, PendingWrite write) {
    context
        .output()
        .send(
            recipient.node(),
            new Append(configuration.segment(), configuration.epoch(), write.write()));
  }

  /**
   * Somebody holds a write.
   *
   * @param counts whether that counts in the majority
   */
  void held(long sequence, int slot, boolean counts) {
    if (pending.held(sequence, slot, counts) != null) {
      pending.release(recipients.trackedSlots(), recipients.memberSlots());
    }
  }

  /** Sends again what has been without an answer for a while. */
  void resend() {
    long after = context.settings().resendAfter().toNanos();
    pending.forEach(
        write -> {
          if (context.nanos() - write.sentAtNanos() > after) {
            write.sentAgain(context.nanos());
            for (Recipient recipient : recipients.all()) {
              boolean needed = !write.isCommitted() || recipient.isTracked();
              if (needed && !write.isHeldBy(recipient.slot())) {
                sendTo(recipient, write);
              }
            }
          }
        });
  }

  /**
   * Holds the reply of a write back until the learners have it too, if they are far behind: who
   * waits for replies then writes no faster than the learners take, and a move comes to its end.
   */
  void slowDown(PendingWrite added, Waiter waiter) {
    boolean crowded = pending.size() >= context.settings().pendingWritesMax() / SLOWED_FROM;
    if (crowded && pending.isKeptForLearners(recipients.memberSlots(), recipients.trackedSlots())) {
      slowed = true;
      added.awaitLearners(waiter);
    }
  }

  /** Nobody is held back for longer than a message may be without an answer. */
  void endSlowness() {
    if (slowed) {
      slowed = !pending.isEmpty();
      pending.endWaitsForLearners(context.nanos() - context.settings().resendAfter().toNanos());
    }
  }

  /** Whether a recipient has not taken what is long committed. */
  boolean isOwedTooLong(Recipient recipient) {
    long patience = 2 * context.settings().lease().grantedNanos();
    boolean crowded = pending.size() >= context.settings().pendingWritesMax() / 2;
    return pending.isOwed(recipient.slot(), context.nanos() - (crowded ? 0 : patience));
  }
}
