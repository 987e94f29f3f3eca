package io.starling.antientropy.sync;

import io.starling.antientropy.stream.SegmentFrame;

/**
 * Limits of a session.
 *
 * @param frameBytes raw bytes of a frame; what is longer goes in parts
 * @param windowFrames frames that may be on the way at once; at the limit the source waits
 * @param windowBytes encoded bytes on the way at which no further frame is begun
 * @param waitNanos how long a side waits for the other; then the session is given up
 * @param roundsMax comparisons of an open primary's copy; then the session is given up
 * @param heldBackBytesMax bytes of batches that a merge keeps until it is complete; above it the
 *     session is given up
 */
public record SyncSettings(
    int frameBytes,
    int windowFrames,
    long windowBytes,
    long waitNanos,
    int roundsMax,
    long heldBackBytesMax) {
  /**
   * Frames of 256 KiB, four of them or 2 MiB on the way, 10 seconds, 16 rounds, 256 MiB held back.
   */
  public static final SyncSettings DEFAULT =
      new SyncSettings(SegmentFrame.RAW_LENGTH_MAX, 4, 2L << 20, 10_000_000_000L, 16, 256L << 20);

  public SyncSettings {
    if (frameBytes < 1 || frameBytes > SegmentFrame.RAW_LENGTH_MAX) {
      throw new IllegalArgumentException("a frame cannot have " + frameBytes + " bytes");
    }
    if (windowFrames < 1
        || windowBytes < 1
        || waitNanos < 1
        || roundsMax < 1
        || heldBackBytesMax < 1) {
      throw new IllegalArgumentException("every limit of a session is at least 1");
    }
  }
}
