package io.starling.antientropy.stream;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.Arrays;

/**
 * What a frame is made of, in order. A leaf, a batch and an entry in parts may begin in one frame
 * and end in a later one.
 */
public sealed interface FrameItem {
  /**
   * From here on the entries of a leaf are shown, as it was when the source had made every write up
   * to {@code marker} and none after it.
   */
  record LeafBegun(int leaf, Version marker) implements FrameItem {}

  /**
   * An entry. It may be newer than the leaf's marker, and of another leaf: what is part of a batch
   * that is not committed yet comes with the rest of it.
   */
  record Shown(KeyedEntry entry) implements FrameItem {}

  /**
   * An entry whose value comes in the parts that follow, and in nothing else, until it has its
   * length. It is shown when its last part has come.
   */
  record EntryBegun(Key key, EntryHeader header) implements FrameItem {}

  /**
   * The next bytes of the value that was begun, at least one.
   *
   * @param bytes never written to
   */
  record EntryPart(byte[] bytes) implements FrameItem {
    @Override
    public boolean equals(Object other) {
      return other instanceof EntryPart that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * The entries that are shown next, so many of them, are a batch that is not committed yet. They
   * are applied together or not at all.
   */
  record BatchBegun(Version version, int entryCount) implements FrameItem {}

  /** All that the leaf held at its marker was shown. */
  record LeafEnded(int leaf) implements FrameItem {}
}
