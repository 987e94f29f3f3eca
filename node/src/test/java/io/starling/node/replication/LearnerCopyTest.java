package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Placement;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.storage.id.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The copies of nodes that are no members: how they become one, and how they are given back. */
class LearnerCopyTest {
  private static final long PATIENCE_MILLIS = ReplicaSettings.DEFAULT.learnerPatience().toMillis();

  private final Ensemble ensemble = new Ensemble("abcd", "a/abc");

  LearnerCopyTest() {
    ensemble.awaitServing('a');
    ensemble.submit('a', "SET k v");
  }

  private void aim(String members) {
    aim(members, List.of());
  }

  private void aim(String members, List<NodeId> learners) {
    ensemble.actor('a').step();
    ensemble
        .replica('a')
        .aimAt(new Aim(new Placement<>(Ensemble.id('a'), Ensemble.members(members)), learners));
  }

  private void keepAsLearner() {
    aim("abc", Ensemble.members("d"));
    ensemble.passUntil(() -> ensemble.replica('d').isEqualLearner());
  }

  private boolean isMember(char name) {
    return ensemble.replica('a').configuration().hasMember(Ensemble.id(name));
  }

  private long epoch() {
    return ensemble.replica('a').configuration().epoch();
  }

  private void release(long term) {
    ensemble.forge('a', 'd', new Release(Ensemble.SEGMENT, epoch(), term));
    ensemble.settle();
  }

  @Test
  void isKeptForAsLongAsItIsWanted() {
    keepAsLearner();
    ensemble.pass(3 * PATIENCE_MILLIS);
    assertNotNull(ensemble.replica('d').copy());
    assertEquals("OK", ensemble.submit('a', "SET k w").toString());
    assertTrue(ensemble.replica('a').isFullyInSync());
  }

  @Test
  void isGivenBackAtOnceWhenItIsWantedNoMore() {
    keepAsLearner();
    aim("abc");
    ensemble.settle();
    assertNull(ensemble.replica('d').copy());
  }

  @Test
  void isGivenBackThoughTheWordWasLost() {
    keepAsLearner();
    ensemble.cutOff('d');
    aim("abc");
    ensemble.settle();
    ensemble.mend();
    assertNotNull(ensemble.replica('d').copy());
    ensemble.passUntil(() -> ensemble.replica('d').copy() == null);
  }

  @Test
  void isGivenUpWhenNoPrimaryIsHeardOf() {
    keepAsLearner();
    ensemble.cutOff('d');
    ensemble.pass(PATIENCE_MILLIS / 2);
    assertNotNull(ensemble.replica('d').copy());
    ensemble.pass(PATIENCE_MILLIS);
    assertNull(ensemble.replica('d').copy());
  }

  @Test
  void doesNotOutliveItsProcess() {
    keepAsLearner();
    ensemble.actor('d').restart();
    assertNull(ensemble.replica('d').copy());
  }

  @Test
  void isMadeEqualAgainAfterARestartBeforeItBecomesAMember() {
    keepAsLearner();
    ensemble.actor('d').restart();
    aim("abd");
    ensemble.passUntil(() -> isMember('d'));
    ensemble.awaitServing('a');
    assertEquals("v", ensemble.valueAt('d', "k"));
  }

  @Test
  void isNoMemberBeforeItsDiskKnowsThatItMayBe() {
    keepAsLearner();
    ensemble.actor('d').holdDisk();
    aim("abd");
    ensemble.pass(300);
    assertFalse(isMember('d'));
    ensemble.actor('d').releaseDisk();
    ensemble.passUntil(() -> isMember('d'));
  }

  /** The primary has proposed it and is gone; who is staged waits for what is decided. */
  @Test
  void isKeptOverSilenceAndRestartsOnceItIsStaged() {
    stageAndLoseThePrimary();
    ensemble.actor('d').restart();
    ensemble.pass(3 * PATIENCE_MILLIS);
    assertNotNull(ensemble.replica('d').copy());
    assertTrue(ensemble.replica('d').isEqualLearner());
  }

  private void stageAndLoseThePrimary() {
    keepAsLearner();
    ensemble.hold("d>a");
    aim("abd");
    ensemble.passUntil(() -> ensemble.replica('d').marks().isStagedFor(epoch() + 1));
    for (char name : "abc".toCharArray()) {
      ensemble.cutOff(name);
    }
  }

  @Test
  void isDroppedWhenAnotherEpochIsDecidedWithoutIt() {
    keepAsLearner();
    ensemble.hold("d>a");
    aim("abd");
    ensemble.passUntil(() -> ensemble.replica('d').marks().isStagedFor(epoch() + 1));
    ensemble.cutOff('a');
    ensemble.passUntil(() -> ensemble.replica('d').configuration().epoch() > epoch());
    assertNull(ensemble.replica('d').copy());
  }

  @Test
  void isNotGivenBackByAWordOfAnEarlierTerm() {
    keepAsLearner();
    aim("abc");
    keepAsLearner();
    ensemble.passUntil(() -> ensemble.replica('d').isEqualLearner());
    ensemble.pass(PATIENCE_MILLIS / 4);
    release(3);
    assertNotNull(ensemble.replica('d').copy());
    release(4);
    assertNull(ensemble.replica('d').copy());
  }

  @Test
  void ofAMemberThatWasReplacedIsKeptIfItIsWanted() {
    aim("abd");
    ensemble.passUntil(() -> isMember('d'));
    assertNotNull(ensemble.replica('c').copy());
    ensemble.awaitServing('a');
    aim("abd", Ensemble.members("c"));
    ensemble.passUntil(() -> ensemble.replica('c').isEqualLearner());
    aim("abc");
    ensemble.passUntil(() -> isMember('c') && !isMember('d'));
    ensemble.awaitServing('a');
    assertEquals("v", ensemble.valueAt('c', "k"));
  }
}
