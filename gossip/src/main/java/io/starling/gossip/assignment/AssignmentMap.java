package io.starling.gossip.assignment;

import io.starling.gossip.agreement.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Segment to configuration: of each segment the highest epoch that is known. Merging is
 * commutative, associative and idempotent, because a segment has one configuration an epoch, and
 * the higher epoch wins. Owned by one thread.
 */
public final class AssignmentMap {
  private final @Nullable Configuration[] bySegment;
  private long digest;

  /** A map that knows nothing. */
  public AssignmentMap(int segmentCount) {
    this.bySegment = new @Nullable Configuration[segmentCount];
  }

  /** Segments in the cluster, known or not. */
  public int segmentCount() {
    return bySegment.length;
  }

  /** A segment's configuration, if one is known. */
  public Optional<Configuration> find(int segment) {
    return Optional.ofNullable(bySegment[segment]);
  }

  /** A segment's highest known epoch; 0 if none is known. */
  public long epoch(int segment) {
    Configuration known = bySegment[segment];
    return known == null ? 0 : known.epoch();
  }

  /** The highest known epoch of each segment, in the order of segments. */
  public List<Long> epochs() {
    List<Long> epochs = new ArrayList<>(bySegment.length);
    for (int segment = 0; segment < bySegment.length; segment++) {
      epochs.add(epoch(segment));
    }
    return epochs;
  }

  /** All known configurations, in the order of segments. */
  public List<Configuration> configurations() {
    return Arrays.stream(bySegment).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  /**
   * Takes over a decided configuration, if its epoch is higher than what is known.
   *
   * @return whether it was
   * @throws IllegalArgumentException if the cluster has no such segment
   */
  public boolean adopt(Configuration decided) {
    int segment = decided.segment();
    if (segment >= bySegment.length) {
      throw new IllegalArgumentException(
          "segment " + segment + " in a cluster of " + bySegment.length);
    }
    if (decided.epoch() <= epoch(segment)) {
      return false;
    }
    digest -= hash(segment, epoch(segment));
    bySegment[segment] = decided;
    digest += hash(segment, decided.epoch());
    return true;
  }

  /** Adopts everything that another map knows. */
  public void merge(AssignmentMap other) {
    other.configurations().forEach(this::adopt);
  }

  /** Equal for maps of equal epochs; different, but for chance, for others. */
  public long digest() {
    return digest;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AssignmentMap map && Arrays.equals(bySegment, map.bySegment);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bySegment);
  }

  @Override
  public String toString() {
    return configurations().toString();
  }

  /** A sum of these tells maps apart. The mixer is that of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long hash(int segment, long epoch) {
    if (epoch == 0) {
      return 0;
    }
    return mix(mix(segment) + epoch);
  }

  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
