package io.starling.antientropy.sync;

/** Carries a failure from where it is found to the session, which ends with it. */
final class SyncException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SyncFailure reason;

  SyncException(SyncFailure reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  SyncFailure reason() {
    return reason;
  }
}
