package io.starling.forecast.shed;

/**
 * What a node remembers of its own doing.
 *
 * @param overSinceMillis since when {@link Decision#over} has been true without a break; {@link
 *     #NOT_OVER}
 * @param windowSegments segments it shed in the present window of {@link Policy.Churn}
 * @param windowBytes bytes it shipped for that
 * @param latencyRise what its moves did to its clients: by how much p99 rose while they lasted, as
 *     a share of p99 before
 */
public record Past(
    long overSinceMillis, int windowSegments, double windowBytes, double latencyRise) {
  public static final long NOT_OVER = Long.MAX_VALUE;

  /** Of a node that has done nothing yet: expects a tenth. */
  public static final Past NONE = new Past(NOT_OVER, 0, 0, 0.1);

  private static final double WEIGHT_OF_NEWEST = 0.2;

  /** A move has ended: it is remembered by a fifth, those before it by the rest. */
  public Past learned(double latencyRiseOfMove) {
    double known = Math.clamp(latencyRiseOfMove, 0, 10);
    double rise = latencyRise + WEIGHT_OF_NEWEST * (known - latencyRise);
    return new Past(overSinceMillis, windowSegments, windowBytes, rise);
  }
}
