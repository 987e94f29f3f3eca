package io.starling.antientropy.sync;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two sessions and the network between them. Writes of the primary travel in the same stream as the
 * messages of its session.
 */
final class Dialogue {

  private final SyncSettings settings;
  private final SegmentCopy targetCopy;

  /** The writes that have arrived at the target. */
  final List<Write> written = new ArrayList<>();

  private final Deque<Object> toTarget = new ArrayDeque<>();
  private final Deque<SyncMessage.ToSource> toSource = new ArrayDeque<>();
  private long syncId;
  private long now;
  private @Nullable SourceSession source;
  private @Nullable TargetSession target;
  @Nullable SyncOutcome sourceOutcome;
  @Nullable SyncOutcome targetOutcome;

  /**
   * @param frameBytes few of them cut a leaf into many frames
   */
  Dialogue(SegmentCopy targetCopy, int frameBytes) {
    settings = new SyncSettings(frameBytes, 2, 1 << 20, 1000, 8, 1 << 20);
    this.targetCopy = targetCopy;
  }

  /** An open primary offers its copy. */
  void push(SourceCopy sourceCopy) {
    newSession();
    source = SourceSession.push(new SyncChannel(syncId, settings, new SourceOutput()), sourceCopy);
    source.start(now);
  }

  /** A primary that opens pulls a copy. */
  void pull(SourceCopy sourceCopy, SyncMode.Merge mode) {
    newSession();
    target =
        TargetSession.pull(new SyncChannel(syncId, settings, new TargetOutput()), targetCopy, mode);
    target.start(now);
    source =
        SourceSession.answer(new SyncChannel(syncId, settings, new SourceOutput()), sourceCopy);
    toSource.clear();
    source.start(now);
  }

  private void newSession() {
    syncId++;
    source = null;
    target = null;
    sourceOutcome = null;
    targetOutcome = null;
  }

  void write(Write write) {
    toTarget.add(write);
  }

  boolean isIdle() {
    return toTarget.isEmpty() && toSource.isEmpty();
  }

  boolean isOver() {
    return sourceOutcome != null && (target == null || targetOutcome != null);
  }

  /** Delivers one message in order, in one of the two directions. */
  void deliverOne(Random random) {
    boolean forward = toSource.isEmpty() || (!toTarget.isEmpty() && random.nextBoolean());
    if (forward && !toTarget.isEmpty()) {
      deliver(toTarget.remove());
    } else if (!toSource.isEmpty()) {
      deliver(toSource.remove());
    }
  }

  /** Loses, repeats or delays the first message of a direction. */
  void disturb(Random random) {
    if (random.nextBoolean()) {
      disturb(random, toTarget);
    } else {
      disturb(random, toSource);
    }
  }

  private static <T> void disturb(Random random, Deque<T> stream) {
    T first = stream.poll();
    if (first == null) {
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> {}
      case 1 -> {
        stream.addFirst(first);
        stream.addLast(first);
      }
      default -> stream.addLast(first);
    }
  }

  /** Everything that is on its way is lost, and both sides hear nothing until they give up. */
  void breakDown() {
    toTarget.clear();
    toSource.clear();
    now += settings.waitNanos();
    if (source != null) {
      source.tick(now);
    }
    if (target != null) {
      target.tick(now);
    }
    toTarget.clear();
    toSource.clear();
  }

  private void deliver(Object message) {
    now++;
    switch (message) {
      case Write write -> {
        targetCopy.apply(write);
        written.add(write);
      }
      case SyncMessage.ToTarget forward -> {
        if (target == null && forward instanceof SyncMessage.SyncOffer offer) {
          SyncChannel channel = new SyncChannel(offer.syncId(), settings, new TargetOutput());
          target = TargetSession.accept(channel, targetCopy);
          target.start(now);
        }
        if (target != null) {
          target.received(forward, now);
        }
      }
      case SyncMessage.ToSource backward -> {
        if (source != null) {
          source.received(backward, now);
        }
      }
      default -> throw new AssertionError(message);
    }
  }

  private final class SourceOutput implements SyncOutput {
    @Override
    public void send(SyncMessage message) {
      toTarget.add(message);
    }

    @Override
    public void finished(SyncOutcome outcome) {
      sourceOutcome = outcome;
    }
  }

  private final class TargetOutput implements SyncOutput {
    @Override
    public void send(SyncMessage message) {
      toSource.add((SyncMessage.ToSource) message);
    }

    @Override
    public void finished(SyncOutcome outcome) {
      targetOutcome = outcome;
      if (outcome instanceof SyncOutcome.MadeEqual equal) {
        toSource.add(equal.reply());
      }
    }
  }
}
