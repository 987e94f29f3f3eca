package io.starling.node.load;

import io.starling.gossip.status.Resources;
import io.starling.gossip.status.Utilisation;
import io.starling.storage.id.NodeId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How busy this node is.
 *
 * @param capacity what it can do
 * @param used what it uses; rates are those of the last seconds
 * @param movable the part of that which would go with its segments
 * @param loopLagMillis by how much a turn of a loop came too late in the last seconds, at most
 * @param p99Millis latency that all but a hundredth of the last seconds' commands kept
 * @param segments of which it has a copy, in order
 * @param roundTripNanos to the other nodes, as far as they answer heartbeats
 */
public record NodeLoad(
    Resources capacity,
    Resources used,
    Resources movable,
    double loopLagMillis,
    double p99Millis,
    List<SegmentLoad> segments,
    SortedMap<NodeId, Long> roundTripNanos) {
  /** Before anything was measured. */
  public static final NodeLoad UNKNOWN =
      new NodeLoad(
          Resources.NONE,
          Resources.NONE,
          Resources.NONE,
          0,
          0,
          List.of(),
          Collections.unmodifiableSortedMap(new TreeMap<>()));

  /** The segments that take most of this node now, at most so many. */
  public List<SegmentLoad> heaviest(int count) {
    return segments.stream().sorted(SegmentLoad.HEAVIEST_FIRST).limit(count).toList();
  }

  /** What is used of each resource as a fraction of the capacity, at most 1. */
  public Utilisation utilisation() {
    return new Utilisation(
        fraction(used.cpu(), capacity.cpu()),
        fraction(used.memory(), capacity.memory()),
        fraction(used.disk(), capacity.disk()),
        fraction(used.network(), capacity.network()));
  }

  private static float fraction(double used, double capacity) {
    return capacity <= 0 ? 0 : (float) Math.min(1, used / capacity);
  }
}
