package io.starling.node.load;

/**
 * What was asked of a segment at this node since the node started.
 *
 * @param reads commands carried out that can only read
 * @param writes commands carried out that may write
 * @param appends writes of the primary that this node was to hold as a backup or learner
 * @param turnedAway commands refused for want of room, of copies or of a primary
 * @param bytesIn of the arguments of commands, and of appends
 * @param bytesOut of replies, and of writes sent to recipients
 * @param bytesWritten keys and values of the segment's writes, once each
 */
public record DemandCount(
    long reads,
    long writes,
    long appends,
    long turnedAway,
    long bytesIn,
    long bytesOut,
    long bytesWritten) {
  /** Before anything was asked. */
  public static final DemandCount ZERO = new DemandCount(0, 0, 0, 0, 0, 0, 0);

  /** What was asked since an earlier count. */
  DemandCount since(DemandCount earlier) {
    return new DemandCount(
        reads - earlier.reads,
        writes - earlier.writes,
        appends - earlier.appends,
        turnedAway - earlier.turnedAway,
        bytesIn - earlier.bytesIn,
        bytesOut - earlier.bytesOut,
        bytesWritten - earlier.bytesWritten);
  }
}
