package io.starling.storage.segment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Heads of files that were made lately, by shape: a file of the same shape needs nothing else. To
 * have Chronicle Map make one costs milliseconds, most of them waiting for the disk.
 *
 * <p>Thread rule: safe in any thread; held for the time of a look.
 */
final class MapHeads {
  private static final int SHAPES_MAX = 32;

  private final Map<TableShape, byte[]> heads = new LinkedHashMap<>();

  /** The head of a file of a shape; null if none was made lately. */
  synchronized byte @Nullable [] find(TableShape shape) {
    return heads.get(shape);
  }

  /** Notes a head; the one that was noted first gives way. */
  synchronized void note(TableShape shape, byte[] head) {
    if (heads.size() >= SHAPES_MAX) {
      heads.remove(heads.keySet().iterator().next());
    }
    heads.put(shape, head);
  }
}
