package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Placement;
import io.starling.node.replication.ReplicaMessage.DepartureNoted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that has given a segment away is needed until those who follow know that they do. */
class DepartureTest {
  private final Ensemble ensemble = new Ensemble("ab", "a/a");

  DepartureTest() {
    ensemble.awaitServing('a');
  }

  private void aimAtB() {
    ensemble.actor('a').step();
    ensemble
        .replica('a')
        .aimAt(new Aim(new Placement<>(Ensemble.id('b'), Ensemble.members("b")), List.of()));
  }

  /** The decision is on a's disk, and the word of it on its way. */
  private void decideUnheardBy(char held) {
    aimAtB();
    ensemble.passUntil(() -> ensemble.replica('b').isEqualLearner());
    ensemble.passUntil(
        () -> {
          if (ensemble.replica('b').marks().isStagedFor(epoch('b') + 1)) {
            ensemble.actor('a').holdDisk();
          }
          return ensemble.replica('a').isWedged();
        });
    ensemble.hold("a>" + held);
    ensemble.actor('a').releaseDisk();
    ensemble.settle();
  }

  private long epoch(char name) {
    return ensemble.replica(name).configuration().epoch();
  }

  private boolean isNeeded() {
    return ensemble.replica('a').isNeeded();
  }

  @Test
  void isNotOverAsLongAsNobodyElseKnowsOfIt() {
    decideUnheardBy('b');
    ensemble.pass(2_000);
    assertTrue(epoch('b') < epoch('a'));
    assertTrue(isNeeded());
    ensemble.release("a>b");
    ensemble.passUntil(() -> ensemble.replica('b').isServing());
    ensemble.passUntil(() -> !isNeeded());
  }

  @Test
  void tellsThoseWhoHaveMissedTheDecision() {
    decideUnheardBy('b');
    ensemble.cutOff('b');
    ensemble.release("a>b");
    ensemble.mend();
    assertTrue(epoch('b') < epoch('a'));
    ensemble.passUntil(() -> !isNeeded());
    assertEquals(epoch('a'), epoch('b'));
  }

  @Test
  void isNotOverBeforeTheDecisionIsOnTheirDisks() {
    aimAtB();
    ensemble.passUntil(() -> ensemble.replica('b').marks().isStagedFor(epoch('b') + 1));
    ensemble.actor('b').holdDisk();
    ensemble.passUntil(() -> epoch('b') > 2);
    ensemble.pass(2_000);
    assertTrue(isNeeded());
    ensemble.actor('b').releaseDisk();
    ensemble.passUntil(() -> !isNeeded());
  }

  @Test
  void countsOnlyThoseWhoFollow() {
    decideUnheardBy('b');
    ensemble.forge('a', 'a', new DepartureNoted(Ensemble.SEGMENT, epoch('a')));
    assertTrue(isNeeded());
  }

  @Test
  void beginsAnewWithTheProcess() {
    decideUnheardBy('b');
    ensemble.release("a>b");
    ensemble.passUntil(() -> !isNeeded());
    ensemble.actor('a').restart();
    assertTrue(isNeeded());
    ensemble.passUntil(() -> !isNeeded());
  }

  @Test
  void aCopyThatMayYetBecomeAMembersIsNeeded() {
    aimAtB();
    ensemble.passUntil(() -> ensemble.replica('b').isEqualLearner());
    assertFalse(ensemble.replica('b').isMember());
    assertTrue(ensemble.replica('b').isNeeded());
  }
}
