package io.starling.antientropy.copy;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.function.Supplier;

/** Sees the entries of a run of leaves one by one. It must not change the copy. */
@FunctionalInterface
public interface LeafVisitor {
  /**
   * @param leaf the leaf that the key lies under
   * @param value reads the value; only to be called during this visit
   */
  void visit(int leaf, Key key, EntryHeader header, Supplier<byte[]> value);
}
