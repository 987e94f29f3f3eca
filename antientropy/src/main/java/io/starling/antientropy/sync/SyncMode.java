package io.starling.antientropy.sync;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Version;

/**
 * Who is right where two copies differ. Each mode comes down to an <em>authority</em>: what the
 * target holds at or below that version gives way to what the source shows, or does not show; above
 * it the higher version wins.
 */
public sealed interface SyncMode {
  /** The version up to which the source is right, whatever the target holds. */
  Version authority(Version marker);

  /** Whether what the source holds at this version is to be ignored. */
  boolean ignores(Version shown);

  /**
   * Whether an entry may be part of a batch that is not committed, so that half of it must not
   * stay.
   */
  boolean holdsBack(EntryHeader shown);

  /**
   * The source is an open primary. It is right about everything up to the marker, whatever the
   * epoch of what differs: lower epochs were settled when it opened, its own it gave itself. What
   * the target holds above the marker was written since and came before the frame.
   */
  record MakeEqual() implements SyncMode {
    @Override
    public Version authority(Version marker) {
      return marker;
    }

    @Override
    public boolean ignores(Version shown) {
      return false;
    }

    @Override
    public boolean holdsBack(EntryHeader shown) {
      return false;
    }
  }

  /**
   * The target opens an epoch and the source is a member (ARCHITECTURE.md 3.3): key by key the
   * highest version, but what is of an epoch below the highest base counts only in copies of that
   * base. A target of a lower base is therefore first made equal, below that epoch, to a copy that
   * has it; from then on the highest base is its own. The order in which other copies are pulled
   * makes no difference.
   *
   * @param targetBase the last epoch in which the target was made equal to an opened primary, or
   *     {@code highestBase} once it has pulled a copy of that base completely
   * @param sourceBase the same of the source
   * @param highestBase the highest base in the majority that is merged
   */
  record Merge(long targetBase, long sourceBase, long highestBase) implements SyncMode {
    public Merge {
      if (targetBase > highestBase || sourceBase > highestBase) {
        throw new IllegalArgumentException(
            "base " + Math.max(targetBase, sourceBase) + " is above the highest, " + highestBase);
      }
    }

    @Override
    public Version authority(Version marker) {
      return sourceBase == highestBase && targetBase < highestBase
          ? new Version(highestBase - 1, Long.MAX_VALUE)
          : Version.ZERO;
    }

    @Override
    public boolean ignores(Version shown) {
      return sourceBase < highestBase && shown.epoch() < highestBase;
    }

    /** What is older than the highest base was merged when that epoch opened: it is committed. */
    @Override
    public boolean holdsBack(EntryHeader shown) {
      return shown.isBatch() && shown.version().epoch() >= highestBase;
    }
  }
}
