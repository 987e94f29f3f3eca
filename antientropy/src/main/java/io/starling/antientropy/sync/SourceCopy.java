package io.starling.antientropy.sync;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Version;
import java.util.function.Supplier;

/**
 * A copy that others are made equal to.
 *
 * @param marker the version of the last write that was applied to it, now; of an open primary
 *     before its first write (epoch, 0), so that it is right about all lower epochs
 */
public record SourceCopy(SegmentCopy copy, Supplier<Version> marker, PendingBatches pending) {
  /** The copy of a member that takes no writes, to be pulled by a primary that opens. */
  public static SourceCopy atRest(SegmentCopy copy) {
    return new SourceCopy(copy, copy::highestVersion, PendingBatches.NONE);
  }
}
