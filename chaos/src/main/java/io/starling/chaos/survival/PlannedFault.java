package io.starling.chaos.survival;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fault to come.
 *
 * @param victim number of a node
 * @param pause between the moment all nodes are ready and the fault
 */
record PlannedFault(FaultKind kind, int victim, Duration pause) {
  private static final int PAUSE_MILLIS_MIN = 1_500;
  private static final int PAUSE_MILLIS_SPREAD = 2_000;

  /** That many faults, of the kinds in turn, the victims as the seed says but each in its turn. */
  static List<PlannedFault> plan(List<FaultKind> kinds, int count, int nodes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PlannedFault> plan = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (left.isEmpty()) {
        for (int node = 0; node < nodes; node++) {
          left.add(node);
        }
      }
      int victim = left.remove(/* index */ random.nextInt(left.size()));
      int millis = PAUSE_MILLIS_MIN + random.nextInt(PAUSE_MILLIS_SPREAD);
      plan.add(new PlannedFault(kinds.get(i % kinds.size()), victim, Duration.ofMillis(millis)));
    }
    return plan;
  }

  /** Each node once, from the first to the last, that many times over. */
  static List<PlannedFault> rollingRestart(int nodes, int rounds) {
    List<PlannedFault> plan = new ArrayList<>();
    for (int i = 0; i < nodes * rounds; i++) {
      plan.add(new PlannedFault(FaultKind.RESTART, i % nodes, Duration.ofMillis(PAUSE_MILLIS_MIN)));
    }
    return plan;
  }
}
