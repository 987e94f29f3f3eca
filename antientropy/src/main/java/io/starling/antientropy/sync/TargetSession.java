package io.starling.antientropy.sync;

import io.starling.antientropy.copy.OutcomeUnknownException;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.stream.CorruptFrameException;
import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.sync.SyncMessage.PullRequest;
import io.starling.antientropy.sync.SyncMessage.SyncAbort;
import io.starling.antientropy.sync.SyncMessage.SyncEnd;
import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncMessage.SyncLeaves;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.storage.segment.StoreFullException;

/**
 * The side of a session whose copy is changed.
 *
 * <pre>
 * (new)    → WAITING  start: a pull is requested; a push has begun with the source's offer
 * WAITING  → over     an offer has come and the roots agree
 * WAITING  → READING  an offer has come and they do not: the leaves are sent
 * READING  → READING  the next frame was applied
 * READING  → WAITING  (push) the next offer has come after all frames: compared at once
 * READING  → over     (pull) the end has come after all frames
 * any      → over     time ran out, the other side gave up, a hole, a corrupt frame, a full disk
 * </pre>
 *
 * <p>Thread rule: belongs to the loop of its copy.
 */
public final class TargetSession {
  private final Conversation conversation;
  private final SegmentCopy copy;
  private final SyncMode mode;
  private final SyncTarget target;
  private int framesApplied;
  private int nextRound;

  private TargetSession(SyncChannel channel, SegmentCopy copy, SyncMode mode) {
    this.conversation = new Conversation(channel);
    this.copy = copy;
    this.mode = mode;
    this.target = new SyncTarget(copy, mode, channel.settings().heldBackBytesMax());
  }

  /** For an open primary's first offer; hand it to {@link #received} after {@link #start}. */
  public static TargetSession accept(SyncChannel channel, SegmentCopy copy) {
    return new TargetSession(channel, copy, new SyncMode.MakeEqual());
  }

  /** For a primary that opens, to merge the copy of a member into its own. */
  public static TargetSession pull(SyncChannel channel, SegmentCopy copy, SyncMode.Merge mode) {
    return new TargetSession(channel, copy, mode);
  }

  /**
   * Begins: asks for the copy of a member, or, towards an open primary, waits for its offer. Call
   * once.
   *
   * @param now monotonic time in nanoseconds, as in every step
   */
  public void start(long now) {
    conversation.progressed(now);
    if (mode instanceof SyncMode.Merge) {
      conversation.send(new PullRequest(conversation.syncId()));
    }
  }

  /** Takes a message of the source; one of another session, or twice the same, changes nothing. */
  public void received(SyncMessage.ToTarget message, long now) {
    if (!conversation.concerns(message)) {
      return;
    }
    try {
      switch (message) {
        case SyncOffer offer -> offered(offer, now);
        case SyncFrame frame -> apply(frame, now);
        case SyncEnd end -> end(end);
        case SyncAbort abort -> conversation.finish(new SyncOutcome.Failed(abort.reason()));
      }
    } catch (SyncException failed) {
      conversation.fail(failed.reason());
    } catch (CorruptFrameException corrupt) {
      conversation.fail(SyncFailure.FRAME_CORRUPT);
    } catch (StoreFullException | OutcomeUnknownException full) {
      conversation.fail(SyncFailure.TARGET_FULL);
    }
  }

  /** Gives up if the source has been silent for too long. Call about every tenth of the wait. */
  public void tick(long now) {
    conversation.tick(now);
  }

  /** Ends the session because its owner wants so. */
  public void cancel() {
    conversation.fail(SyncFailure.CANCELLED);
  }

  /** Whether the session has an outcome. */
  public boolean isOver() {
    return conversation.isOver();
  }

  private void offered(SyncOffer offer, long now) throws SyncException {
    if (offer.round() < nextRound) {
      return;
    }
    requireAll(offer.framesSent());
    if (offer.round() > nextRound) {
      throw new SyncException(SyncFailure.SEQUENCE_BROKEN);
    }
    nextRound++;
    conversation.progressed(now);
    target.begin(offer.floor(), offer.marker());
    if (offer.root() == copy.root()) {
      equal(offer);
    } else {
      conversation.send(new SyncLeaves(conversation.syncId(), offer.round(), copy.tree().leaves()));
    }
  }

  private void equal(SyncOffer offer) {
    SyncEqual reply = new SyncEqual(conversation.syncId(), offer.round());
    switch (mode) {
      case SyncMode.MakeEqual push ->
          conversation.finish(
              new SyncOutcome.MadeEqual(offer.marker(), copy.lastPosition(), reply));
      case SyncMode.Merge pull -> {
        conversation.send(reply);
        conversation.finish(new SyncOutcome.Merged(copy.lastPosition()));
      }
    }
  }

  private void apply(SyncFrame frame, long now) throws SyncException, CorruptFrameException {
    if (nextRound == 0 || frame.index() > framesApplied) {
      throw new SyncException(SyncFailure.SEQUENCE_BROKEN);
    }
    if (frame.index() == framesApplied) {
      target.apply(FrameCodec.decode(frame.bytes()));
      framesApplied++;
      conversation.progressed(now);
    }
    conversation.send(new SyncFrameReceived(conversation.syncId(), framesApplied - 1));
  }

  private void end(SyncEnd end) throws SyncException {
    requireAll(end.framesSent());
    if (nextRound == 0 || !(mode instanceof SyncMode.Merge)) {
      throw new SyncException(SyncFailure.SEQUENCE_BROKEN);
    }
    target.complete();
    conversation.finish(new SyncOutcome.Merged(copy.lastPosition()));
  }

  private void requireAll(int framesSent) throws SyncException {
    if (framesSent != framesApplied || !target.isBetweenLeaves()) {
      throw new SyncException(SyncFailure.SEQUENCE_BROKEN);
    }
  }
}
