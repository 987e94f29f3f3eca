package io.starling.antientropy.sync;

import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.stream.SegmentFrame;
import io.starling.antientropy.sync.SyncMessage.PullRequest;
import io.starling.antientropy.sync.SyncMessage.SyncAbort;
import io.starling.antientropy.sync.SyncMessage.SyncEnd;
import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncMessage.SyncLeaves;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.storage.entry.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The side of a session whose copy is read.
 *
 * <pre>
 * (new)     → OFFERED    start: the root is offered
 * OFFERED   → over       the target's root is the same
 * OFFERED   → STREAMING  the target's leaves have come
 * STREAMING → OFFERED    all frames were received, the copy is open: offered again
 * STREAMING → over       all frames were received, the copy is at rest
 * any       → over       time ran out, the other side gave up, the copy is damaged, too many rounds
 * </pre>
 *
 * <p>Thread rule: belongs to the loop of its copy.
 */
public final class SourceSession {
  private final Conversation conversation;
  private final SyncSettings settings;
  private final SourceCopy source;
  private final boolean pulled;
  private final Deque<Integer> lengthsOnTheWay = new ArrayDeque<>();
  private long bytesOnTheWay;
  private long bytesReceived;
  private double partBefore;
  private int framesSent;
  private int round;
  private OptionalInt firstDifference = OptionalInt.empty();
  private Version offered = Version.ZERO;
  private @Nullable SyncSource stream;

  private SourceSession(SyncChannel channel, SourceCopy source, boolean pulled) {
    this.conversation = new Conversation(channel);
    this.settings = channel.settings();
    this.source = source;
    this.pulled = pulled;
  }

  /** An open primary makes the copy of a backup or learner equal to its own. */
  public static SourceSession push(SyncChannel channel, SourceCopy source) {
    return new SourceSession(channel, source, /* pulled= */ false);
  }

  /** A member, which takes no writes, answers the {@link PullRequest} of a primary that opens. */
  public static SourceSession answer(SyncChannel channel, SourceCopy source) {
    return new SourceSession(channel, source, /* pulled= */ true);
  }

  /**
   * Begins. Call once.
   *
   * @param now monotonic time in nanoseconds, as in every step
   */
  public void start(long now) {
    offer(now);
  }

  /** Takes a message of the target; one of another session, or twice the same, changes nothing. */
  public void received(SyncMessage.ToSource message, long now) {
    if (!conversation.concerns(message)) {
      return;
    }
    try {
      switch (message) {
        case PullRequest again -> {}
        case SyncEqual equal -> equal(equal.round());
        case SyncLeaves leaves -> compare(leaves, now);
        case SyncFrameReceived received -> acknowledged(received.index() + 1, now);
        case SyncAbort abort -> conversation.finish(new SyncOutcome.Failed(abort.reason()));
      }
    } catch (SyncException failed) {
      conversation.fail(failed.reason());
    }
  }

  /** Gives up if the target has been silent for too long. Call about every tenth of the wait. */
  public void tick(long now) {
    conversation.tick(now);
  }

  /** Ends the session because its owner wants so. */
  public void cancel() {
    conversation.fail(SyncFailure.CANCELLED);
  }

  /** How many leaves differed when the copies were first compared; empty if none was found to. */
  public OptionalInt firstDifference() {
    return firstDifference;
  }

  /** How far it has come. */
  public SyncProgress progress() {
    double read = stream == null ? 1 : stream.partRead();
    boolean begun = firstDifference.isPresent();
    long sent = bytesReceived + bytesOnTheWay;
    double received = sent == 0 ? read : read * bytesReceived / sent;
    double part = begun ? partBefore + (1 - partBefore) * received : 0;
    return new SyncProgress(bytesReceived, part, stream == null);
  }

  /** Whether the session has an outcome. */
  public boolean isOver() {
    return conversation.isOver();
  }

  private void offer(long now) {
    offered = source.marker().get();
    conversation.send(
        new SyncOffer(
            conversation.syncId(),
            round,
            framesSent,
            offered,
            source.copy().root(),
            source.copy().floor(),
            source.copy().extent()));
    conversation.progressed(now);
  }

  private boolean isAnswer(int answeredRound) {
    return stream == null && answeredRound == round;
  }

  private void equal(int answeredRound) {
    if (isAnswer(answeredRound)) {
      conversation.finish(pulled ? new SyncOutcome.Served() : new SyncOutcome.PeerEqual(offered));
    }
  }

  private void compare(SyncLeaves message, long now) throws SyncException {
    if (!isAnswer(message.round())) {
      return;
    }
    conversation.progressed(now);
    int[] differing = source.copy().tree().differing(message.leaves());
    if (firstDifference.isEmpty()) {
      firstDifference = OptionalInt.of(differing.length);
    }
    int all = Math.max(1, source.copy().tree().leavesInUse());
    partBefore = Math.max(0, 1 - (double) differing.length / all);
    stream = new SyncSource(source, differing, settings.frameBytes());
    fillWindow(stream, now);
  }

  private void acknowledged(int framesReceived, long now) throws SyncException {
    int framesBefore = framesSent - lengthsOnTheWay.size();
    if (stream == null || framesReceived <= framesBefore || framesReceived > framesSent) {
      return;
    }
    conversation.progressed(now);
    for (int i = framesBefore; i < framesReceived; i++) {
      int length = lengthsOnTheWay.remove();
      bytesOnTheWay -= length;
      bytesReceived += length;
    }
    fillWindow(stream, now);
  }

  private void fillWindow(SyncSource frames, long now) throws SyncException {
    while (lengthsOnTheWay.size() < settings.windowFrames()
        && bytesOnTheWay < settings.windowBytes()) {
      SegmentFrame frame = frames.next();
      if (frame == null) {
        break;
      }
      send(FrameCodec.encode(frame));
    }
    if (lengthsOnTheWay.isEmpty()) {
      endRound(now);
    }
  }

  private void send(byte[] bytes) {
    lengthsOnTheWay.add(bytes.length);
    bytesOnTheWay += bytes.length;
    conversation.send(new SyncFrame(conversation.syncId(), framesSent++, bytes));
  }

  private void endRound(long now) throws SyncException {
    stream = null;
    if (pulled) {
      conversation.send(new SyncEnd(conversation.syncId(), framesSent));
      conversation.finish(new SyncOutcome.Served());
      return;
    }
    if (++round == settings.roundsMax()) {
      throw new SyncException(SyncFailure.ROUNDS_EXHAUSTED);
    }
    offer(now);
  }
}
