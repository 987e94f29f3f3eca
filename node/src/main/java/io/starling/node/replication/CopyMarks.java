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
 * @param staged the epoch as whose member the copy is about to be proposed, and the term in which
 *     its primary wants it
 */
public record CopyMarks(long base, boolean suspect, Version floor, Staged staged) {
  /**
   * That a copy outside of the configuration may become part of it (ARCHITECTURE.md 3.8).
   *
   * @param epoch that would make it a member; 0: none
   * @param term of the primary of the epoch before
   */
  public record Staged(long epoch, long term) {
    /** Not staged. */
    public static final Staged NEVER = new Staged(0, 0);
  }

  /** A copy that holds nothing yet. */
  public static final CopyMarks EMPTY = new CopyMarks(0, false, Version.ZERO, Staged.NEVER);

  CopyMarks equalTo(long epoch) {
    return new CopyMarks(epoch, false, floor, staged);
  }

  CopyMarks withFloor(Version higher) {
    return new CopyMarks(base, suspect, higher, staged);
  }

  CopyMarks stagedAs(Staged now) {
    return new CopyMarks(base, suspect, floor, now);
  }

  /** Whether the copy may become that of a member in this epoch. */
  public boolean isStagedFor(long epoch) {
    return staged.epoch() == epoch;
  }

  /** The term in which it was staged for an epoch; 0 if it was not. */
  long stagedTerm(long epoch) {
    return isStagedFor(epoch) ? staged.term() : 0;
  }

  /** The same copy after something happened that may have lost acknowledged data. */
  public CopyMarks asSuspect() {
    return new CopyMarks(base, true, floor, staged);
  }
}
