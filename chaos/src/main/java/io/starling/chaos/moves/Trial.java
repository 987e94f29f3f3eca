package io.starling.chaos.moves;

import io.starling.gossip.status.MovePhase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A move and a blow to come.
 *
 * @param phase that is aimed at
 * @param pair which two of the three are hit, if it is two: 0 source and target, 1 source and third
 *     member, 2 target and third member
 */
record Trial(MovePhase phase, Blow blow, int pair) {
  private static final int PAIRS = 3;

  /**
   * Every blow in each of its phases, as often as there are rounds, in an order that the seed says.
   *
   * @param count at most so many; 0: all
   */
  static List<Trial> plan(
      List<MovePhase> phases, List<Blow> blows, int rounds, int count, long seed) {
    List<Trial> plan = new ArrayList<>();
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      List<Trial> all = new ArrayList<>();
      for (Blow blow : blows) {
        for (MovePhase phase : blow.phases()) {
          if (phases.contains(phase)) {
            all.add(new Trial(phase, blow, (all.size() + round) % PAIRS));
          }
        }
      }
      Collections.shuffle(all, random);
      plan.addAll(all);
    }
    return count == 0 ? plan : plan.subList(0, Math.min(count, plan.size()));
  }
}
