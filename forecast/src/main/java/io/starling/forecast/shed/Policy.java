package io.starling.forecast.shed;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What operators may set about balance. A utilisation is a fraction of capacity; gains and bars are
 * shares of what an average node has to lose, see {@link ShedRule}.
 *
 * @param balanceOn what is made even
 * @param band how far above the mean utilisation a node may be, as a share of the mean, before it
 *     sheds
 * @param nodeThreshold utilisation above which a node sheds whatever the others' is
 * @param segmentThreshold share of this node's capacity above which a segment of its own is shed
 * @param minGain what a move must gain beyond its cost when a node has only just come over its
 *     threshold
 * @param costFactor how much the cost counts: 1 as measured
 * @param movesMax moves away from a node at a time; a batch counts as one
 * @param batchMax segments that may go as one move
 * @param freeze how long a segment that was moved stays where it is: one horizon
 * @param patience how long a node waits whether it stays over its threshold, unless it is far over
 * @param sinkTime in which a node over its threshold lowers its bar to the half
 * @param churn what a node may move in a window of time
 * @param bandwidthBytesPerSecond what one move ships a second
 * @param hotKeyShare a segment with a larger part of its load on one key is not moved, it is helped
 */
public record Policy(
    BalanceOn balanceOn,
    double band,
    double nodeThreshold,
    OptionalDouble segmentThreshold,
    double minGain,
    double costFactor,
    int movesMax,
    int batchMax,
    Duration freeze,
    Duration patience,
    Duration sinkTime,
    Churn churn,
    double bandwidthBytesPerSecond,
    double hotKeyShare) {

  /**
   * What a node may move away in a window of time.
   *
   * @param segments primary roles passed included
   */
  public record Churn(Duration window, int segments, double bytes) {}

  public Policy {
    require(band > 0 && band < 1, "band", band);
    require(nodeThreshold > 0, "nodeThreshold", nodeThreshold);
    require(minGain > 0, "minGain", minGain);
    require(costFactor >= 0, "costFactor", costFactor);
    require(movesMax >= 1, "movesMax", movesMax);
    require(batchMax >= 1, "batchMax", batchMax);
    require(freeze.isPositive(), "freeze", freeze);
    require(!patience.isNegative(), "patience", patience);
    require(sinkTime.isPositive(), "sinkTime", sinkTime);
    require(bandwidthBytesPerSecond > 0, "bandwidth", bandwidthBytesPerSecond);
    require(hotKeyShare > 0, "hotKeyShare", hotKeyShare);
  }

  /** What a strategy means, with everything else at its default. */
  public static Policy of(Strategy strategy) {
    return switch (strategy) {
      case CONSERVATIVE ->
          defaults(0.12, 0.85, 0.008, 2.0, 1, Duration.ofMinutes(15), Duration.ofMinutes(5), 64);
      case BALANCED ->
          defaults(0.07, 0.75, 0.004, 1.0, 2, Duration.ofMinutes(5), Duration.ofMinutes(2), 256);
      case AGGRESSIVE ->
          defaults(0.04, 0.65, 0.002, 0.5, 4, Duration.ofMinutes(2), Duration.ofSeconds(30), 1024);
    };
  }

  private static Policy defaults(
      double band,
      double nodeThreshold,
      double minGain,
      double costFactor,
      int movesMax,
      Duration freeze,
      Duration patience,
      int churnSegments) {
    return new Policy(
        BalanceOn.DOMINANT,
        band,
        nodeThreshold,
        OptionalDouble.empty(),
        minGain,
        costFactor,
        movesMax,
        8,
        freeze,
        patience,
        Duration.ofMinutes(1),
        new Churn(Duration.ofMinutes(10), churnSegments, 64e9),
        50e6,
        0.5);
  }

  public Policy withBalanceOn(BalanceOn wanted) {
    return new Policy(
        wanted,
        band,
        nodeThreshold,
        segmentThreshold,
        minGain,
        costFactor,
        movesMax,
        batchMax,
        freeze,
        patience,
        sinkTime,
        churn,
        bandwidthBytesPerSecond,
        hotKeyShare);
  }

  /** With the thresholds of an operator; empty ones stay as they are. */
  public Policy withThresholds(OptionalDouble node, OptionalDouble segment) {
    return new Policy(
        balanceOn,
        band,
        node.orElse(nodeThreshold),
        segment.isPresent() ? segment : segmentThreshold,
        minGain,
        costFactor,
        movesMax,
        batchMax,
        freeze,
        patience,
        sinkTime,
        churn,
        bandwidthBytesPerSecond,
        hotKeyShare);
  }

  /** With what one move may ship a second. */
  public Policy withBandwidth(double bytesPerSecond) {
    return new Policy(
        balanceOn,
        band,
        nodeThreshold,
        segmentThreshold,
        minGain,
        costFactor,
        movesMax,
        batchMax,
        freeze,
        patience,
        sinkTime,
        churn,
        bytesPerSecond,
        hotKeyShare);
  }

  /** How long shipping so many bytes takes. */
  public double transferSeconds(double bytes) {
    return bytes / bandwidthBytesPerSecond;
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must not be " + value);
    }
  }
}
