package io.starling.antientropy.sync;

import io.starling.antientropy.sync.SyncMessage.SyncAbort;

/**
 * What both sides of a session share: whom they talk to, how long they wait, and that they end
 * once.
 */
final class Conversation {
  private final SyncChannel channel;
  private long deadlineNanos;
  private boolean over;

  Conversation(SyncChannel channel) {
    this.channel = channel;
  }

  long syncId() {
    return channel.syncId();
  }

  boolean isOver() {
    return over;
  }

  /** Whether a message is for this session, which still goes on. */
  boolean concerns(SyncMessage message) {
    return !over && message.syncId() == channel.syncId();
  }

  void send(SyncMessage message) {
    channel.output().send(message);
  }

  /** The other side did what was waited for: it has the full time again. */
  void progressed(long now) {
    deadlineNanos = now + channel.settings().waitNanos();
  }

  void tick(long now) {
    if (!over && now - deadlineNanos >= 0) {
      fail(SyncFailure.TIMED_OUT);
    }
  }

  /** Gives up and says so to the other side. */
  void fail(SyncFailure reason) {
    if (!over) {
      channel.output().send(new SyncAbort(channel.syncId(), reason));
      finish(new SyncOutcome.Failed(reason));
    }
  }

  void finish(SyncOutcome outcome) {
    over = true;
    channel.output().finished(outcome);
  }
}
