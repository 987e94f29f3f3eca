package io.starling.antientropy.sync;

/**
 * How far a session has come, as its source knows.
 *
 * @param bytesReceived of the stream, as it was sent, that the target has confirmed
 * @param part of the copy that the target has, 0 to 1: an estimate, by leaves
 * @param comparing nothing streams: roots or leaves are being compared
 */
public record SyncProgress(long bytesReceived, double part, boolean comparing) {
  /** Of a session that has not begun. */
  public static final SyncProgress NONE = new SyncProgress(0, 0, false);
}
