package io.starling.antientropy.scrub;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;

/** Something in a copy that is not as it was written. */
public sealed interface ScrubFinding {
  /** A value that does not have its hash. */
  record DamagedValue(Key key, EntryHeader header) implements ScrubFinding {}

  /**
   * A leaf whose entries do not add up to what the tree says: a key, a header or a whole entry was
   * changed, lost or made behind the tree's back.
   *
   * @param expectedSum what the tree says
   * @param foundSum what the store holds
   */
  record DamagedLeaf(int leaf, long expectedSum, long foundSum) implements ScrubFinding {}
}
