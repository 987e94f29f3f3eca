package io.starling.chaos.simulation.world;

import java.util.random.RandomGenerator;

/**
 * How a link treats its messages.
 *
 * @param delayMinNanos shortest time on the way
 * @param delaySpanNanos longest time on the way above the shortest
 * @param lossPercent of the messages never arrive
 * @param repeatPercent of them arrive twice
 * @param reorderPercent of them do not keep their place
 */
public record LinkQuality(
    long delayMinNanos,
    long delaySpanNanos,
    int lossPercent,
    int repeatPercent,
    int reorderPercent) {
  /** Some tenths of a millisecond, in order, nothing lost. */
  public static final LinkQuality HEALTHY = new LinkQuality(200_000, 600_000, 0, 0, 0);

  /** The same link with a longer way. */
  public LinkQuality slower(long moreNanos) {
    return new LinkQuality(
        delayMinNanos, delaySpanNanos + moreNanos, lossPercent, repeatPercent, reorderPercent);
  }

  /** The same link, losing more. */
  public LinkQuality losing(int percent) {
    return new LinkQuality(delayMinNanos, delaySpanNanos, percent, repeatPercent, reorderPercent);
  }

  /** The same link, repeating more. */
  public LinkQuality repeating(int percent) {
    return new LinkQuality(delayMinNanos, delaySpanNanos, lossPercent, percent, reorderPercent);
  }

  /** The same link with some messages overtaking others, by up to this time. */
  public LinkQuality reordering(int percent, long byNanos) {
    return new LinkQuality(
        delayMinNanos, delaySpanNanos + byNanos, lossPercent, repeatPercent, percent);
  }

  boolean loses(RandomGenerator random) {
    return happens(lossPercent, random);
  }

  boolean repeats(RandomGenerator random) {
    return happens(repeatPercent, random);
  }

  boolean reorders(RandomGenerator random) {
    return happens(reorderPercent, random);
  }

  long delayNanos(RandomGenerator random) {
    return delayMinNanos + random.nextLong(delaySpanNanos + 1);
  }

  private static boolean happens(int percent, RandomGenerator random) {
    return percent > 0 && random.nextInt(100) < percent;
  }
}
