package io.starling.node.cluster;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The highest configuration of each segment that any part of this node has learned. Written by the
 * loops, read by any thread.
 */
public final class KnownConfigurations {
  private final AtomicReferenceArray<@Nullable Configuration> bySegment;

  public KnownConfigurations(int segmentCount) {
    this.bySegment = new AtomicReferenceArray<>(segmentCount);
  }

  /** Notes a configuration unless a higher one is known. */
  public void learned(Configuration configuration) {
    bySegment.accumulateAndGet(
        configuration.segment(),
        configuration,
        (known, news) -> isNewer(news, known) ? news : known);
  }

  private static boolean isNewer(@Nullable Configuration news, @Nullable Configuration known) {
    return news != null && (known == null || news.epoch() > known.epoch());
  }

  /** The configuration of a segment; null if none was heard of. */
  public @Nullable Configuration of(int segment) {
    return bySegment.get(segment);
  }

  /** Number of segments of the cluster. */
  public int segmentCount() {
    return bySegment.length();
  }

  /** The members of every segment that is known. */
  public SortedMap<Integer, List<NodeId>> members() {
    TreeMap<Integer, List<NodeId>> members = new TreeMap<>();
    for (int segment = 0; segment < bySegment.length(); segment++) {
      Configuration known = bySegment.get(segment);
      if (known != null) {
        members.put(segment, known.members());
      }
    }
    return members;
  }

  /** Segments of which a node is the primary. */
  public int primariesOf(NodeId node) {
    return count(known -> known.primary().equals(node));
  }

  /** Segments of which a node is a member. */
  public int copiesOf(NodeId node) {
    return count(known -> known.hasMember(node));
  }

  private int count(Predicate<Configuration> wanted) {
    int count = 0;
    for (int segment = 0; segment < bySegment.length(); segment++) {
      Configuration known = bySegment.get(segment);
      if (known != null && wanted.test(known)) {
        count++;
      }
    }
    return count;
  }
}
