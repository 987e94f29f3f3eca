package io.starling.node.routing;

import io.starling.storage.id.NodeId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which reads of a loop's own segments other nodes may answer just now, for the port that sends
 * clients to them. Written by the loop, read by any thread; nearly always empty, and then it costs
 * next to nothing to look.
 */
public final class ReadShares {
  private volatile SortedMap<Integer, ReadShare> bySegment = Collections.emptySortedMap();

  /**
   * From now on this share of the reads of a segment goes to another node.
   *
   * @param percent of the keys; 0 for none any more
   */
  public void set(int segment, NodeId node, int percent) {
    TreeMap<Integer, ReadShare> changed = new TreeMap<>(bySegment);
    if (percent == 0) {
      changed.remove(segment);
    } else {
      changed.put(segment, new ReadShare(node, percent));
    }
    bySegment = changed;
  }

  /** What of a segment goes elsewhere; null if nothing does. */
  public @Nullable ReadShare find(int segment) {
    SortedMap<Integer, ReadShare> now = bySegment;
    return now.isEmpty() ? null : now.get(segment);
  }
}
