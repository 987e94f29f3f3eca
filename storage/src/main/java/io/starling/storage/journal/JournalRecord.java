package io.starling.storage.journal;

import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;

/** One change of one segment, as it was recorded. */
public sealed interface JournalRecord {
  /** The segment that was changed. */
  int segment();

  /** A versioned write. */
  record Written(int segment, Write write) implements JournalRecord {}

  /** A key was forgotten without a tombstone. */
  record Removed(int segment, Key key) implements JournalRecord {}

  /** All that came before is void for this segment. */
  record Reset(int segment) implements JournalRecord {}
}
