package io.starling.chaos.simulation.cluster;

import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Strategy;
import io.starling.gossip.status.Resources;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * A run whose nodes balance themselves.
 *
 * @param policy which all nodes share
 * @param cores of each machine, as a multiple of the smallest
 * @param reads that each segment is asked a second whatever clients do, of its primary
 */
record LoadCharacter(Policy policy, List<Double> cores, List<Double> reads) {
  /** Of a machine of the smallest size: some clients that ask without a pause are felt. */
  private static final Resources SMALLEST = new Resources(0.03, 10e6, 1e9, 1e6);

  /** In which a change of load has become part of what nodes count, see LoadBook. */
  private static final Duration MEASURED = Duration.ofSeconds(60);

  static LoadCharacter draw(int machines, int segments, RandomGenerator random) {
    boolean unequal = random.nextBoolean();
    double heaviest = random.nextInt(3) == 0 ? 0 : random.nextDouble(20, 1500);
    return new LoadCharacter(
        policy(random),
        DoubleStream.generate(() -> unequal ? random.nextInt(1, 4) : 1)
            .limit(machines)
            .boxed()
            .toList(),
        DoubleStream.generate(() -> heaviest * cubed(random.nextDouble()))
            .limit(segments)
            .boxed()
            .toList());
  }

  /** Few segments are heavy. */
  private static double cubed(double fraction) {
    return fraction * fraction * fraction;
  }

  /**
   * Whether segments may move on before it is measured what came of it. Such a cluster need not
   * come to rest.
   */
  boolean isHasty() {
    return policy.freeze().compareTo(MEASURED) < 0;
  }

  /** Much is quicker than it would be, for a run takes a minute at most. */
  private static Policy policy(RandomGenerator random) {
    boolean hasty = random.nextBoolean();
    Strategy[] strategies = Strategy.values();
    Policy usual = Policy.of(strategies[random.nextInt(strategies.length)]);
    return new Policy(
        usual.balanceOn(),
        usual.band(),
        usual.nodeThreshold(),
        usual.segmentThreshold(),
        usual.minGain(),
        usual.costFactor(),
        usual.movesMax(),
        usual.batchMax(),
        hasty
            ? Duration.ofMillis(random.nextInt(1000, 10_000))
            : MEASURED.plusMillis(random.nextInt(0, 60_000)),
        Duration.ofMillis(random.nextInt(0, 3000)),
        Duration.ofMillis(random.nextInt(500, 10_000)),
        new Policy.Churn(
            Duration.ofMillis(random.nextInt(2000, 10_000)), random.nextInt(1, 9), 1e9),
        usual.bandwidthBytesPerSecond(),
        usual.hotKeyShare());
  }

  Resources capacityOf(int machine) {
    return new Resources(
        SMALLEST.cpu() * cores.get(machine),
        SMALLEST.memory(),
        SMALLEST.disk(),
        SMALLEST.network() * cores.get(machine));
  }

  double readsOf(int segment) {
    return reads.get(segment);
  }
}
