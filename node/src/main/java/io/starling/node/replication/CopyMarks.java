package io.starling.node.replication;

import io.starling.storage.entry.Version;

/**
 * What a node durably knows of its own copy of a segment.
 *
 * @param base the last epoch in which the copy was made equal to an opened primary; 0 if never
 *     (ARCHITECTURE.md 3.3)
 * @param suspect whether data that this node acknowledged may be missing: the copy then counts in
 *     no majority until it was made equal to an open primary (ARCHITECTURE.md 3.10)
 * @param floor of the copy: everything at or below it is gone
 */
public record CopyMarks(long base, boolean suspect, Version floor) {
  /** A copy that holds nothing yet. */
  public static final CopyMarks EMPTY = new CopyMarks(0, false, Version.ZERO);

  CopyMarks equalTo(long epoch) {
    return new CopyMarks(epoch, false, floor);
  }

  CopyMarks withFloor(Version higher) {
    return new CopyMarks(base, suspect, higher);
  }

  /** The same copy after something happened that may have lost acknowledged data. */
  public CopyMarks asSuspect() {
    return new CopyMarks(base, true, floor);
  }
}
