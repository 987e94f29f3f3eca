package io.starling.antientropy.sync;

/**
 * Where the effects of a session go. Called within a step of the session; must not call back into
 * it.
 */
public interface SyncOutput {
  /** Send this to the other side, in order with everything sent to it before. */
  void send(SyncMessage message);

  /** The session is over; called once. */
  void finished(SyncOutcome outcome);
}
