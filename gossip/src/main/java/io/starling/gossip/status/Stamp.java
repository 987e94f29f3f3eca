package io.starling.gossip.status;

import java.util.Comparator;

/**
 * Which of two statuses of one node is the later.
 *
 * @param incarnation grows with each start of the node (its wall clock then, say); a node that
 *     hears of a higher one of its own goes above it
 * @param version grows with each status within an incarnation
 */
public record Stamp(long incarnation, long version) implements Comparable<Stamp> {
  /** Earlier than every status. */
  public static final Stamp NONE = new Stamp(0, 0);

  private static final Comparator<Stamp> ORDER =
      Comparator.comparingLong(Stamp::incarnation).thenComparingLong(Stamp::version);

  public Stamp {
    if (incarnation < 0 || version < 0) {
      throw new IllegalArgumentException("stamp " + incarnation + "." + version);
    }
  }

  /** The stamp of the next status. */
  public Stamp next() {
    return new Stamp(incarnation, version + 1);
  }

  /** Whether this is later than another. */
  public boolean isAfter(Stamp other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
