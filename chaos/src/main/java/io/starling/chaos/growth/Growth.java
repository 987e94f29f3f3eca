package io.starling.chaos.growth;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came of a join.
 *
 * @param copies of entries that landed on the newcomer
 * @param secondsFromJoin from when the newcomer was one of the cluster until the last of them
 * @param secondsFromFirst from when the first of them landed, likewise
 * @param cpuMicros processor time of all servers for each of them, from the join
 */
record Growth(double copies, double secondsFromJoin, double secondsFromFirst, double cpuMicros) {
  private static final double MEGA = 1e6;

  double perSecondFromJoin() {
    return copies / secondsFromJoin;
  }

  double perSecondFromFirst() {
    return copies / secondsFromFirst;
  }

  /** Megabytes of values for so many copies. */
  static double megabytes(double copies) {
    return copies * Entries.VALUE_BYTES / MEGA;
  }

  /** The median of each figure by itself; of an even number the higher of the middle two. */
  static Growth median(List<Growth> rounds) {
    return new Growth(
        median(rounds, Growth::copies),
        median(rounds, Growth::secondsFromJoin),
        median(rounds, Growth::secondsFromFirst),
        median(rounds, Growth::cpuMicros));
  }

  private static double median(List<Growth> rounds, ToDoubleFunction<Growth> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
