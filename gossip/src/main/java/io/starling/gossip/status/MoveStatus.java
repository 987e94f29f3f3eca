package io.starling.gossip.status;

import io.starling.storage.id.NodeId;

/**
 * A move of a segment that is under way.
 *
 * @param cause why it moves
 * @param bytesDone of the copy that has arrived; 0 if only the primary role moves
 * @param bytesTotal of the copy
 * @param bytesPerSecond at which it arrives now
 * @param backlog writes that the target has yet to acknowledge
 * @param attempts how often it was begun, the present time included
 * @param lastError why the attempt before failed; empty if none did. A longer one is cut
 */
public record MoveStatus(
    int segment,
    NodeId from,
    NodeId to,
    MoveCause cause,
    MovePhase phase,
    long bytesDone,
    long bytesTotal,
    float bytesPerSecond,
    long backlog,
    int attempts,
    String lastError) {
  /** Characters of an error that are told. */
  public static final int ERROR_LENGTH_MAX = 120;

  public MoveStatus {
    Amount.require("segment", segment);
    Amount.require("bytes done", bytesDone);
    Amount.require("bytes", bytesTotal);
    Amount.require("rate", bytesPerSecond);
    Amount.require("backlog", backlog);
    Amount.require("attempts", attempts);
    lastError = lastError.substring(0, Math.min(ERROR_LENGTH_MAX, lastError.length()));
  }

  /** The same at another rate. */
  public MoveStatus withRate(float perSecond) {
    return new MoveStatus(
        segment,
        from,
        to,
        cause,
        phase,
        bytesDone,
        bytesTotal,
        perSecond,
        backlog,
        attempts,
        lastError);
  }
}
