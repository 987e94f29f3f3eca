package io.starling.node.cluster;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The highest configuration of each segment that any part of this node has learned. Written by the
 * loops, read by any thread.
 */
public final class KnownConfigurations {
  /** For a new primary to hear that it is one, and to open, even where a loop comes late. */
  private static final long SETTLING_NANOS = 5_000_000_000L;

  private final AtomicReferenceArray<@Nullable Known> bySegment;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime monotonic, in nanoseconds
   */
  public KnownConfigurations(int segmentCount, LongSupplier nanoTime) {
    this.bySegment = new AtomicReferenceArray<>(segmentCount);
    this.nanoTime = nanoTime;
  }

  /**
   * What is known of one segment.
   *
   * @param ledSinceNanos when it was heard first that its primary is that
   */
  private record Known(Configuration configuration, long ledSinceNanos) {}

  /** Notes a configuration unless a higher one is known. */
  public void learned(Configuration configuration) {
    long now = nanoTime.getAsLong();
    bySegment.updateAndGet(configuration.segment(), known -> merged(known, configuration, now));
  }

  private static Known merged(@Nullable Known known, Configuration news, long now) {
    if (known == null) {
      return new Known(news, now);
    }
    Configuration old = known.configuration;
    if (news.epoch() <= old.epoch()) {
      return known;
    }
    return new Known(news, news.primary().equals(old.primary()) ? known.ledSinceNanos : now);
  }

  /** The configuration of a segment; null if none was heard of. */
  public @Nullable Configuration of(int segment) {
    Known known = bySegment.get(segment);
    return known == null ? null : known.configuration;
  }

  /**
   * Whether the primary of a segment has been that for long enough to know it itself. Before, it
   * may send clients back to where they came from.
   */
  public boolean isSettled(int segment) {
    Known known = bySegment.get(segment);
    return known != null && nanoTime.getAsLong() - known.ledSinceNanos >= SETTLING_NANOS;
  }

  /** Number of segments of the cluster. */
  public int segmentCount() {
    return bySegment.length();
  }

  /** The members of every segment that is known. */
  public SortedMap<Integer, List<NodeId>> members() {
    TreeMap<Integer, List<NodeId>> members = new TreeMap<>();
    for (int segment = 0; segment < bySegment.length(); segment++) {
      Configuration known = of(segment);
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
      Configuration known = of(segment);
      if (known != null && wanted.test(known)) {
        count++;
      }
    }
    return count;
  }
}
