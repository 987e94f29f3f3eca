package io.starling.antientropy.stream;

import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;

/** What a frame is made of, in order. A leaf may begin in one frame and end in a later one. */
public sealed interface FrameItem {
  /**
   * From here on the entries of a leaf are shown, as it was when the source had made every write up
   * to {@code marker} and none after it.
   */
  record LeafBegun(int leaf, Version marker) implements FrameItem {}

  /**
   * An entry. It may be newer than the leaf's marker, and of another leaf: what is part of a batch
   * that is not committed yet comes with the rest of it, one after the other in one frame.
   */
  record Shown(KeyedEntry entry) implements FrameItem {}

  /** All that the leaf held at its marker was shown. */
  record LeafEnded(int leaf) implements FrameItem {}
}
