package io.starling.gossip.agreement;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** I1: whatever the network and the machines do, one configuration for an epoch. */
class AgreementLawsTest {
  private static final int STEPS = 2_000;
  private static final int QUIET_STEPS = 5_000;

  @Property(tries = 150)
  void decidesOneConfigurationForAnEpochWhateverFails(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int nodes) {
    UnreliableCluster cluster =
        new UnreliableCluster("abcde".substring(0, nodes), new Random(seed));
    for (int i = 0; i < STEPS; i++) {
      cluster.misbehave();
    }
    for (int i = 0; i < QUIET_STEPS && !cluster.isSettled(); i++) {
      cluster.behave();
    }
    assertTrue(cluster.isSettled(), "what was begun is not finished though nothing fails any more");
    assertTrue(cluster.highestEpoch() > 1, "nothing was decided");
  }
}
