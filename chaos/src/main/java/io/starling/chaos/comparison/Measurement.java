package io.starling.chaos.comparison;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Figures of one contestant at one task.
 *
 * @param perSecond operations
 * @param p50Millis median latency, as the tool saw it
 * @param p99Millis latency of all but a hundredth
 * @param cpuMicros processor time of all server processes for each operation
 */
record Measurement(double perSecond, double p50Millis, double p99Millis, double cpuMicros) {
  static Measurement of(LoadTool.Outcome outcome, long cpuMillis) {
    return new Measurement(
        outcome.perSecond(),
        outcome.p50Millis(),
        outcome.p99Millis(),
        cpuMillis * 1e3 / outcome.operations());
  }

  /** The median of each figure by itself; of an even number the higher of the middle two. */
  static Measurement median(List<Measurement> rounds) {
    return new Measurement(
        median(rounds, Measurement::perSecond),
        median(rounds, Measurement::p50Millis),
        median(rounds, Measurement::p99Millis),
        median(rounds, Measurement::cpuMicros));
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
